package io.shardark.engine.load;

/** What of a server's logs a restore does without, to be faster. */
public record LoadChoices(FastLoad fastLoad, BinaryLog binaryLog) {
    /** Nothing. */
    public static final LoadChoices USUAL = new LoadChoices(FastLoad.OFF, BinaryLog.ON);
}
