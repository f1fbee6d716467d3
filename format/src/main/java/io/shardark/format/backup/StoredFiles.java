package io.shardark.format.backup;

import io.shardark.format.error.DamagedException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.store.MissingFileException;
import io.shardark.format.store.Store;
import io.shardark.format.value.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Reads files of a backup into memory; a file that is missing, cut off or altered is damage. */
final class StoredFiles {
    static final String HINT = "Restore this file from another copy of the backup.";

    private StoredFiles() {}

    /** How a person knows the file. */
    static String place(Store folder, String name) {
        return folder.location() + "/" + name;
    }

    /** The length of a file that has to be there. */
    static long length(Store folder, String name) {
        try {
            return folder.length(name);
        } catch (MissingFileException missing) {
            throw new DamagedException(place(folder, name) + " is missing", HINT, missing);
        }
    }

    /** All of a file whose digest is not known, if it is not longer than that. */
    static byte[] read(Store folder, String name, int longest) {
        long length = length(folder, name);
        if (length > longest) {
            throw new DamagedException(
                    place(folder, name) + " is " + length + " bytes long, expected at most " + longest, HINT);
        }
        return read(folder, name, 0, (int) length);
    }

    /** All of a file, proved to be the recorded one. */
    static byte[] read(Store folder, FileRecord file, int longest) {
        requireLength(folder, file);
        byte[] bytes = read(folder, file.name(), longest);
        requireDigest(folder, file, Sha256.of(bytes));
        return bytes;
    }

    /** A part of a file. */
    static byte[] read(Store folder, String name, long offset, int length) {
        String place = place(folder, name);
        try (InputStream stream = folder.read(name, offset, length)) {
            byte[] bytes = stream.readNBytes(length);
            if (bytes.length < length) {
                throw new DamagedException(
                        place + " ends at " + (offset + bytes.length) + ", expected it to reach " + (offset + length),
                        HINT);
            }
            return bytes;
        } catch (MissingFileException missing) {
            throw new DamagedException(place + " is missing", HINT, missing);
        } catch (IOException failure) {
            throw unreadable(place, failure);
        }
    }

    /** Reads all of a file, whatever its length, without keeping it, and proves that it is the recorded one. */
    static void check(Store folder, FileRecord file) {
        requireLength(folder, file);
        MessageDigest digest = Sha256.newDigest();
        try (InputStream stream = folder.read(file.name(), 0, file.length())) {
            stream.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        } catch (MissingFileException missing) {
            throw new DamagedException(place(folder, file.name()) + " is missing", HINT, missing);
        } catch (IOException failure) {
            throw unreadable(place(folder, file.name()), failure);
        }
        requireDigest(folder, file, Sha256.finish(digest));
    }

    /** Proves that a file has its recorded length. */
    static void requireLength(Store folder, FileRecord file) {
        long length = length(folder, file.name());
        if (length != file.length()) {
            throw new DamagedException(
                    place(folder, file.name()) + " is " + length + " bytes long, expected " + file.length(), HINT);
        }
    }

    /** Proves that a file has its recorded digest. */
    static void requireDigest(Store folder, FileRecord file, Sha256 found) {
        if (!found.equals(file.sha256())) {
            throw new DamagedException(
                    place(folder, file.name()) + " has SHA-256 " + found + ", expected " + file.sha256(), HINT);
        }
    }

    private static UnreachableException unreadable(String place, IOException failure) {
        return new UnreachableException(place + " could not be read: " + failure.getMessage(), "", failure);
    }
}
