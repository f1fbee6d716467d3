package io.shardark.format.catalog;

/** How the values of a column are written in the row text, which also decides how they are read and loaded. */
public enum ColumnForm {
    /** The bytes that the server sends for the column itself, in the column's own character set. */
    BYTES("bytes"),
    /** The decimal text of the value as a DOUBLE, because the text of a FLOAT keeps only six digits. */
    DOUBLE("double"),
    /**
     * UTF-8 text that a server would refuse to take from a binary string (JSON of MySQL) or take for something else
     * (UUID and INET of MariaDB, which silently become zero: mydumper issue 2056).
     */
    TEXT("text");

    private final String text;

    ColumnForm(String text) {
        this.text = text;
    }

    /** The word used in catalogs. */
    public String text() {
        return text;
    }
}
