package io.shardark.engine.fidelity;

import io.shardark.engine.mysql.ServerIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * docs/FIDELITY.md: prose by hand, and sections between markers that tests state. In a normal run a test fails when the
 * document says something else; with {@code -Dshardark.document=write} it writes the section instead. Safe for use by
 * the threads of one JVM.
 */
public final class FidelityDocument {
    private static final FidelityDocument OF_PROJECT = new FidelityDocument(
            Path.of("..", "docs", "FIDELITY.md"),
            System.getProperty("shardark.document", "").equals("write") ? Mode.WRITE : Mode.COMPARE);

    private final Path file;
    private final Mode mode;

    FidelityDocument(Path file, Mode mode) {
        this.file = file;
        this.mode = mode;
    }

    enum Mode {
        COMPARE,
        WRITE
    }

    /** The one of this project. */
    public static FidelityDocument ofProject() {
        return OF_PROJECT;
    }

    /** The heading of a server's column: its make and the first two numbers of its version. */
    public static String column(ServerIdentity server) {
        String[] version = server.version().split("[^0-9]+", 3);
        return (server.isMariaDb() ? "MariaDB " : "MySQL ") + version[0] + "." + version[1];
    }

    /**
     * States one column of a section that is a table. Columns of other servers stay as they are, so that a machine
     * without them can run the test.
     *
     * @param section its name in the markers, which have to be in the document
     * @param items the heading of the first column
     * @param column the heading of the stated column, as from {@link #column(ServerIdentity)}
     * @param findings what was found for every item, in the order of the rows; every server states the same items
     * @throws AssertionError when the document says something else, with all that differs
     */
    public synchronized void state(String section, String items, String column, Map<String, String> findings) {
        List<String> found = read(section);
        FidelityTable documented = FidelityTable.parse(found);
        if (mode == Mode.WRITE) {
            write(section, documented.with(items, column, findings).lines());
            return;
        }
        List<String> differences = documented.differences(column, findings);
        if (!differences.isEmpty()) {
            throw new AssertionError("docs/FIDELITY.md, section " + section + ", column " + column
                    + " differs from what the test saw:\n  - " + String.join("\n  - ", differences)
                    + "\nIf the test is right, run it with -Dshardark.document=write");
        }
    }

    /**
     * Writes a section with figures that were measured, which differ from run to run: never compared.
     *
     * @param lines its Markdown; a table's first column is the item
     */
    public synchronized void measured(String section, List<String> lines) {
        read(section);
        if (mode == Mode.WRITE) {
            write(section, lines);
        }
    }

    private static String begin(String section) {
        return "<!-- begin generated: " + section + " -->";
    }

    private static String end(String section) {
        return "<!-- end generated: " + section + " -->";
    }

    private List<String> read(String section) {
        List<String> all = lines();
        return all.subList(place(all, begin(section)) + 1, place(all, end(section)));
    }

    private void write(String section, List<String> lines) {
        List<String> all = lines();
        List<String> changed = new ArrayList<>(all.subList(0, place(all, begin(section)) + 1));
        changed.addAll(lines);
        changed.addAll(all.subList(place(all, end(section)), all.size()));
        try {
            Files.writeString(file, String.join("\n", changed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int place(List<String> lines, String marker) {
        int place = lines.indexOf(marker);
        if (place < 0 || place != lines.lastIndexOf(marker)) {
            throw new AssertionError("docs/FIDELITY.md must have this line exactly once: " + marker);
        }
        return place;
    }

    private List<String> lines() {
        try {
            return Arrays.asList(Files.readString(file).split("\n", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
