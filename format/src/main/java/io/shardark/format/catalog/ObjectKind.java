package io.shardark.format.catalog;

/** The kinds of schema objects beside base tables, in the order in which a restore creates them. */
public enum ObjectKind {
    SEQUENCE("sequence"),
    FUNCTION("function"),
    PROCEDURE("procedure"),
    VIEW("view"),
    TRIGGER("trigger"),
    EVENT("event");

    private final String text;

    ObjectKind(String text) {
        this.text = text;
    }

    /** The word used in catalogs. */
    public String text() {
        return text;
    }
}
