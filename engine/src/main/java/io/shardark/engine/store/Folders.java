package io.shardark.engine.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Makes and removes folders so that a power failure does not undo it. */
final class Folders {
    private Folders() {}

    /** Creates a folder and its parents for the owner only, each of them durable. */
    static void create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            create(parent);
        }
        try {
            Files.createDirectory(folder, ownerOnly("rwx------"));
        } catch (FileAlreadyExistsException madeMeanwhile) {
            if (!Files.isDirectory(folder)) {
                throw madeMeanwhile;
            }
        }
        if (parent != null) {
            force(parent);
        }
    }

    /**
     * Makes the entries of a folder durable: a rename or link alone may be lost in a power failure. Opening a folder
     * for reading and forcing it is what Linux and macOS offer; Lucene does the same.
     */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The folder of a file that is known to lie in one. */
    static Path of(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file of a store lies in a folder");
    }

    /** Removes a folder and its parents below {@code root} as long as they are empty. */
    static void deleteEmpty(Path folder, Path root) throws IOException {
        Path current = folder;
        while (current.startsWith(root) && !current.equals(root)) {
            try {
                Files.delete(current);
            } catch (DirectoryNotEmptyException | NoSuchFileException done) {
                return;
            }
            current = of(current);
        }
    }

    /** File attributes for a mode, or none where the file system has no such modes. */
    static FileAttribute<?>[] ownerOnly(String mode) {
        Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
