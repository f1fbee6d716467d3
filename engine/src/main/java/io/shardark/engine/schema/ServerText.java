package io.shardark.engine.schema;

import io.shardark.format.error.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads texts that servers send as UTF-8, without replacing what is not. */
final class ServerText {
    private ServerText() {}

    /** A column's text; empty for NULL. */
    static String of(ResultSet row, String column) throws SQLException {
        return of(row, column, "column \"" + column + "\"");
    }

    /**
     * A column's text; empty for NULL.
     *
     * @param what whose definition it is, for messages
     */
    static String of(ResultSet row, String column, String what) throws SQLException {
        return decode(row.getBytes(column), what);
    }

    /** A column's text; empty for NULL. */
    static String of(ResultSet row, int column) throws SQLException {
        return decode(row.getBytes(column), "column \"" + row.getMetaData().getColumnLabel(column) + "\"");
    }

    private static String decode(byte @Nullable [] bytes, String what) {
        if (bytes == null) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(
                    "a server shows a definition that is not UTF-8 text (" + what + ")",
                    "A literal in another character set, as in CHECK (c <> _latin1 x'E9'), is shown as raw bytes;"
                            + " write it as CONVERT('...' USING latin1).",
                    e);
        }
    }
}
