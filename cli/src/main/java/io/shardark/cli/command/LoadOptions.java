package io.shardark.cli.command;

import io.shardark.engine.load.BinaryLog;
import io.shardark.engine.load.FastLoad;
import io.shardark.engine.load.LoadChoices;
import picocli.CommandLine.Option;

/** What of the servers' logs a restore does without; each option takes the place of the configuration's key. */
final class LoadOptions {
    @Option(
            names = "--fast-load",
            description =
                    "Switch the redo logs of the servers off while rows are loaded, where they can (MySQL 8.0.21 and"
                            + " later). A server that crashes meanwhile is lost with all that is on it; refused where anything else"
                            + " lives there.")
    private boolean fast;

    @Option(
            names = "--force-fast-load",
            description = "As --fast-load, even where other schemas live on a server, which a crash would destroy too.")
    private boolean forced;

    @Option(
            names = "--no-binary-log",
            description = "Keep the restore out of the servers' binary logs; their replicas do not get it.")
    private boolean withoutBinaryLog;

    /** The configuration's choices with what the options say instead. */
    LoadChoices over(LoadChoices configured) {
        FastLoad asked = fast ? FastLoad.ON : configured.fastLoad();
        return new LoadChoices(
                forced ? FastLoad.FORCED : asked, withoutBinaryLog ? BinaryLog.OFF : configured.binaryLog());
    }
}
