package io.shardark.format.archive;

import io.shardark.format.error.DamagedException;
import io.shardark.format.value.BackupId;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** The bytes of an archive file that are not chunks (FORMAT.md section 4.2); a reader compares them with these. */
record TarBlocks(BackupId backup, String suffix) {
    static final int BLOCK = 512;
    /** What ends an archive file. */
    static final int END = 2 * BLOCK;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

    /** The name of a chunk's entry. */
    String entryName(long ordinal) {
        return String.format(Locale.ROOT, "c%07d.tsv.zst%s", ordinal, suffix);
    }

    /** The header of a chunk's entry, one block. */
    byte[] header(long ordinal, long length) {
        TarArchiveEntry entry = new TarArchiveEntry(entryName(ordinal));
        entry.setSize(length);
        entry.setMode(0644);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setModTime(time());
        byte[] block = new byte[BLOCK];
        entry.writeEntryHeader(block);
        return block;
    }

    /** How many zero bytes follow a chunk of this length. */
    static int padding(long length) {
        return (int) (-length & (BLOCK - 1));
    }

    private FileTime time() {
        String second = backup.text().substring(0, backup.text().indexOf('-'));
        try {
            return FileTime.from(LocalDateTime.parse(second, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException noTime) {
            throw new DamagedException("the backup id " + backup + " does not begin with a time", "", noTime);
        }
    }
}
