package io.shardark.engine.fidelity;

import io.shardark.samples.servers.ServerFlavor;
import java.util.List;
import java.util.Set;

/**
 * One inhabitant of the zoo: a few tables or other things, with the row of docs/FIDELITY.md that they prove.
 *
 * @param item the heading of the row; several specimens may share it
 * @param fate what is to become of it
 * @param servers which servers have such a thing
 * @param statements make it in an empty schema; {@code ${schema}} stands for the schema's name and {@code ${n}} for a
 *     number of this specimen's own
 */
record Specimen(Section section, String item, Fate fate, Set<ServerFlavor> servers, List<String> statements) {
    Specimen {
        servers = Set.copyOf(servers);
        statements = List.copyOf(statements);
    }

    /** A section of the document. */
    enum Section {
        TYPES("types", "type"),
        KEYS("keys", "key"),
        OBJECTS("objects", "object"),
        NAMES("names and options", "name or option");

        private final String title;
        private final String items;

        Section(String title, String items) {
            this.title = title;
            this.items = items;
        }

        String title() {
            return title;
        }

        /** What its first column holds. */
        String items() {
            return items;
        }
    }

    /** What a backup does with it. */
    enum Fate {
        SAVED,
        /** It comes back as something else, which the backup says of the whole shard. */
        CHANGED,
        /** No backup begins as long as it is there. */
        REFUSED
    }

    boolean livesOn(ServerFlavor flavor) {
        return servers.contains(flavor);
    }

    List<String> statements(String schema, int number) {
        return statements.stream()
                .map(statement -> statement.replace("${schema}", schema).replace("${n}", String.valueOf(number)))
                .toList();
    }
}
