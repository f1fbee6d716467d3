package io.shardark.engine.fidelity;

import io.shardark.engine.fidelity.Specimen.Section;
import io.shardark.samples.servers.ServerFlavor;
import java.util.ArrayList;
import java.util.List;

/** Everything that can be in a schema and that other tools have lost, one specimen each. */
public final class Zoo {
    /** Strict, so that every boundary value is really there; dates may be as odd as they like. */
    static final String MODE = "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES'";

    private Zoo() {}

    /** Statements that make a table for every type of column in an empty schema. */
    public static List<String> everyType(ServerFlavor flavor) {
        List<String> statements = new ArrayList<>(List.of(MODE));
        List<Specimen> types = new ArrayList<>(NumbersAndTimes.all());
        types.addAll(TextsAndBytes.all());
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).livesOn(flavor)) {
                statements.addAll(types.get(i).statements("", i));
            }
        }
        return statements;
    }

    static List<Specimen> all() {
        List<Specimen> all = new ArrayList<>();
        all.addAll(NumbersAndTimes.all());
        all.addAll(TextsAndBytes.all());
        all.addAll(SpecimenFile.read(Section.TYPES, "types.sql"));
        all.addAll(Keys.all());
        all.addAll(SpecimenFile.read(Section.KEYS, "keys.sql"));
        all.addAll(SpecimenFile.read(Section.OBJECTS, "tables.sql"));
        all.addAll(SpecimenFile.read(Section.OBJECTS, "programs.sql"));
        all.addAll(SpecimenFile.read(Section.NAMES, "names.sql"));
        all.addAll(SpecimenFile.read(Section.NAMES, "options.sql"));
        return List.copyOf(all);
    }
}
