package io.shardark.format.manifest;

import io.shardark.format.error.DamagedException;
import io.shardark.format.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes and reads {@code SHA256SUMS} (section 7.3 of the format). */
public final class Checksums {
    private static final int NAME_COLUMN = 66;

    private Checksums() {}

    /** The bytes of the file that lists these files. */
    public static byte[] write(Collection<FileRecord> files) {
        SortedMap<String, Sha256> sums = new TreeMap<>();
        files.forEach(file -> sums.put(file.name(), file.sha256()));
        StringBuilder text = new StringBuilder();
        sums.forEach(
                (name, sha256) -> text.append(sha256).append("  ").append(name).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads the bytes of the file.
     *
     * @param file its name, for messages
     * @return the digests by the files' names
     * @throws DamagedException when a line has another form, is out of order or has no end
     */
    public static SortedMap<String, Sha256> read(byte[] bytes, String file) {
        // Latin-1 keeps every byte apart, so nothing that is not ASCII can look like it.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        SortedMap<String, Sha256> sums = new TreeMap<>();
        int number = 1;
        for (int start = 0; start < text.length(); number++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                throw damaged(file, number, "has no end");
            }
            addLine(sums, text.substring(start, end), file, number);
            start = end + 1;
        }
        return sums;
    }

    private static void addLine(SortedMap<String, Sha256> sums, String line, String file, int number) {
        requireForm(line, file, number);
        String name = line.substring(NAME_COLUMN);
        if (!sums.isEmpty() && sums.lastKey().compareTo(name) >= 0) {
            throw damaged(file, number, "is out of order");
        }
        sums.put(name, new Sha256(line.substring(0, NAME_COLUMN - 2)));
    }

    private static void requireForm(String line, String file, int number) {
        boolean good = line.length() > NAME_COLUMN
                && Sha256.matches(line.substring(0, NAME_COLUMN - 2))
                && line.startsWith("  ", NAME_COLUMN - 2);
        if (!good) {
            throw damaged(file, number, "is not 64 lower-case hexadecimal digits, two spaces and a name");
        }
    }

    private static DamagedException damaged(String file, int number, String what) {
        return new DamagedException(file + ":" + number + ": the line " + what);
    }
}
