package io.shardark.engine.fidelity;

import io.shardark.engine.fidelity.Specimen.Fate;
import io.shardark.engine.fidelity.Specimen.Section;
import io.shardark.samples.servers.ServerFlavor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Collects one table for each type of column, with the literals of its values in its rows. */
final class TypeSpecimens {
    private final List<Specimen> specimens = new ArrayList<>();
    private Set<ServerFlavor> servers = EnumSet.allOf(ServerFlavor.class);

    /** What follows is of these servers only. */
    TypeSpecimens on(ServerFlavor... flavors) {
        servers = Set.of(flavors);
        return this;
    }

    /** A type and its values; NULL comes of itself. */
    TypeSpecimens type(String type, String... literals) {
        return named("`" + type + "`", type, literals);
    }

    /** As {@link #type}, under another heading. */
    TypeSpecimens named(String item, String type, String... literals) {
        List<String> rows = new ArrayList<>();
        for (String literal : literals) {
            rows.add("(" + rows.size() + ", " + literal + ")");
        }
        rows.add("(" + rows.size() + ", NULL)");
        specimens.add(new Specimen(
                Section.TYPES,
                item,
                Fate.SAVED,
                servers,
                List.of(
                        "CREATE TABLE type_${n} (id INT PRIMARY KEY, c " + type + " NULL)",
                        "INSERT INTO type_${n} VALUES " + String.join(", ", rows))));
        return this;
    }

    List<Specimen> all() {
        return List.copyOf(specimens);
    }

    /** A literal with the bytes from one value to another. */
    static String bytes(int from, int to) {
        StringBuilder hex = new StringBuilder("x'");
        for (int value = from; value <= to; value++) {
            hex.append("%02X".formatted(value));
        }
        return hex.append('\'').toString();
    }
}
