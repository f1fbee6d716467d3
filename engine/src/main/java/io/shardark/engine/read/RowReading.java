package io.shardark.engine.read;

/**
 * How rows are read. Only speed depends on it: what cannot be read in this way is read in the other one.
 *
 * @param json how the JSON columns of MySQL are read
 * @param encoding in which form the server sends the values
 */
public record RowReading(JsonReading json, RowEncoding encoding) {
    RowReading with(JsonReading other) {
        return new RowReading(other, encoding);
    }

    RowReading with(RowEncoding other) {
        return new RowReading(json, other);
    }
}
