package io.shardark.engine.fidelity;

import io.shardark.engine.fidelity.Specimen.Fate;
import io.shardark.engine.fidelity.Specimen.Section;
import io.shardark.samples.servers.ServerFlavor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Specimens in SQL. A line {@code -- item} or {@code -- [mysql refused] item} begins a specimen; a statement begins at
 * the left margin, and indented lines continue it.
 */
final class SpecimenFile {
    private static final Pattern HEADING = Pattern.compile("-- (?:\\[([a-z ]+)] )?(.+)");

    private final Section section;
    private final List<Specimen> specimens = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private String item = "";
    private Set<String> marks = Set.of();

    private SpecimenFile(Section section) {
        this.section = section;
    }

    /** All specimens of a resource beside this class. */
    static List<Specimen> read(Section section, String resource) {
        SpecimenFile file = new SpecimenFile(section);
        text(resource).lines().forEach(file::take);
        file.endSpecimen();
        return List.copyOf(file.specimens);
    }

    private static String text(String resource) {
        try (InputStream stream = SpecimenFile.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            endSpecimen();
            marks = heading.group(1) == null
                    ? Set.of()
                    : Set.of(heading.group(1).split(" ", -1));
            item = heading.group(2);
        } else if (line.startsWith(" ")) {
            statements.set(statements.size() - 1, statements.get(statements.size() - 1) + "\n" + line);
        } else if (!line.isEmpty()) {
            statements.add(line);
        }
    }

    private void endSpecimen() {
        if (!statements.isEmpty()) {
            specimens.add(new Specimen(
                    section,
                    item,
                    fate(),
                    servers(),
                    statements.stream()
                            .map(statement -> statement.replaceFirst(";$", ""))
                            .toList()));
            statements.clear();
        }
    }

    private Fate fate() {
        if (marks.contains("refused")) {
            return Fate.REFUSED;
        }
        return marks.contains("changed") ? Fate.CHANGED : Fate.SAVED;
    }

    private Set<ServerFlavor> servers() {
        if (marks.contains("mysql")) {
            return Set.of(ServerFlavor.MYSQL);
        }
        return marks.contains("mariadb") ? Set.of(ServerFlavor.MARIADB) : EnumSet.allOf(ServerFlavor.class);
    }
}
