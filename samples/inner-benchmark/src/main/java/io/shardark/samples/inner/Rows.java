package io.shardark.samples.inner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/** The kinds of rows that are measured. Always the same ones, so that figures can be compared. */
public enum Rows {
    /** A number, a time, a Chinese name, a note, a price: 57 bytes of row text. */
    SHORT {
        @Override
        List<String> columns() {
            return List.of("id", "created", "name", "note", "price");
        }

        @Override
        List<String> row(long number, Random random) {
            return List.of(
                    Long.toString(4_000_000_000L + number),
                    time(random),
                    NAMES.get(random.nextInt(NAMES.size())),
                    "note " + random.nextInt(1000),
                    price(random));
        }
    },

    /** Orders with a document in JSON, as the benchmark of whole processes has them: about 150 bytes. */
    ORDERS {
        @Override
        List<String> columns() {
            return List.of("id", "user", "status", "price", "created", "details", "note");
        }

        @Override
        List<String> row(long number, Random random) {
            return List.of(
                    Long.toString(number),
                    Integer.toString(random.nextInt(1_000_000)),
                    STATES.get(random.nextInt(STATES.size())),
                    price(random),
                    time(random) + "." + digits(random.nextInt(1_000_000), 6),
                    "{\"sku\": \"" + Long.toHexString(random.nextLong()) + "\", \"count\": " + random.nextInt(10)
                            + ", \"gift\": " + random.nextBoolean() + "}",
                    "left at door " + random.nextInt(100) + "\tring twice");
        }
    };

    private static final List<String> NAMES = List.of("\u5f35\u4e09", "\u674e\u56db", "\u738b\u4e94", "\u8d75\u516d");
    private static final List<String> STATES = List.of("created", "paid", "shipped", "delivered", "returned");
    private static final long SEED = 20261122;

    abstract List<String> row(long number, Random random);

    abstract List<String> columns();

    /** The rows as they come from a server: all values one behind the other. */
    Packets packets(int count) {
        Random random = new Random(SEED);
        Packets packets = new Packets(columns().size(), count);
        for (int row = 0; row < count; row++) {
            row(row, random).forEach(value -> packets.add(value.getBytes(UTF_8)));
        }
        return packets;
    }

    private static String time(Random random) {
        return "2026-" + digits(1 + random.nextInt(12), 2) + "-" + digits(1 + random.nextInt(28), 2) + " "
                + digits(random.nextInt(24), 2) + ":" + digits(random.nextInt(60), 2) + ":"
                + digits(random.nextInt(60), 2);
    }

    private static String price(Random random) {
        return random.nextInt(10_000) + "." + digits(random.nextInt(100), 2);
    }

    private static String digits(int number, int count) {
        String digits = Integer.toString(number);
        return "0".repeat(count - digits.length()) + digits;
    }
}
