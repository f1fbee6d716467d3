package io.shardark.cli.yaml;

/** The text is not YAML, or uses what is not supported: tags, several documents, keys that are not text. */
public final class YamlSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Position position;

    YamlSyntaxException(Position position, String problem) {
        super(problem);
        this.position = position;
    }

    /** Where it was noticed. */
    public Position position() {
        return position;
    }

    /** What is wrong, without any part of the text, which may be a password. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
