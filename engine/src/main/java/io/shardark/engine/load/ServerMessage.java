package io.shardark.engine.load;

import java.sql.SQLException;
import java.util.List;

/** What a server says about rows, without the values that it quotes. */
final class ServerMessage {
    private static final List<String> PLACES = List.of(" for column ", " for key ", " in table ", " at row ");
    private static final List<String> BEFORE_NAMES = List.of("column ", "Column ", "key ", "table ", "Table ");

    private ServerMessage() {}

    /** The message of a failed statement with its number. */
    static String of(SQLException failure) {
        return withoutValues(String.valueOf(failure.getMessage())) + " (error " + failure.getErrorCode() + ")";
    }

    /** A message without what stands from its first quote to the name of the column or key that the value was for. */
    static String withoutValues(String message) {
        int quote = message.indexOf('\'');
        if (quote < 0 || BEFORE_NAMES.stream().anyMatch(message.substring(0, quote)::endsWith)) {
            return message;
        }
        // A value may hold such words too, so the last place counts.
        int place = PLACES.stream().mapToInt(message::lastIndexOf).max().orElse(-1);
        int column = PLACES.subList(0, 2).stream()
                .mapToInt(words -> message.lastIndexOf(words))
                .max()
                .orElse(-1);
        int end = column > quote ? column : place;
        return message.substring(0, quote) + "'***'" + (end > quote ? message.substring(end) : "");
    }
}
