package io.shardark.engine.store;

import io.shardark.format.error.RefusedException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.store.FileNames;
import io.shardark.format.store.MissingFileException;
import io.shardark.format.store.Store;
import io.shardark.format.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A folder of a file system. A file appears under its name complete and durable: it is written under a temporary name
 * that begins with a dot, forced to the disk, linked to its name, and then the folder is forced.
 *
 * <p>Folders and files are created for the owner only.
 */
public final class DiskStore implements Store {
    private static final String LOCK = ".lock";

    private final Path root;

    /** The store in a folder, which is created with the first file. */
    public DiskStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Upload create(String name) {
        Path target = resolve(name);
        if (Files.exists(target)) {
            throw taken(target);
        }
        try {
            Folders.create(Folders.of(target));
            return DiskUpload.begin(target);
        } catch (IOException e) {
            throw failure("create", target, e);
        }
    }

    @Override
    public InputStream read(String name, long offset, long length) {
        Path file = existing(name);
        try {
            return RangeInputStream.open(file, offset, length);
        } catch (NoSuchFileException e) {
            throw new MissingFileException(name, location());
        } catch (IOException e) {
            throw failure("read", file, e);
        }
    }

    @Override
    public long length(String name) {
        Path file = existing(name);
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            throw new MissingFileException(name, location());
        } catch (IOException e) {
            throw failure("measure", file, e);
        }
    }

    @Override
    public boolean exists(String name) {
        Path file = resolve(name);
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw failure("look for", file, e);
        }
    }

    @Override
    public List<String> list(String prefix) {
        Path start = startOf(FileNames.requirePrefix(prefix));
        List<String> names = new ArrayList<>();
        try {
            Files.walkFileTree(start, new NameCollector(names, prefix));
        } catch (NoSuchFileException e) {
            if (!e.getFile().equals(start.toString())) {
                throw failure("list", start, e);
            }
        } catch (IOException e) {
            throw failure("list", start, e);
        }
        names.sort(null);
        return names;
    }

    @Override
    public void delete(String name) {
        Path file = resolve(name);
        try {
            Files.deleteIfExists(file);
            Folders.deleteEmpty(Folders.of(file), root);
        } catch (IOException e) {
            throw failure("delete", file, e);
        }
    }

    @Override
    public String location() {
        return root.toString();
    }

    /**
     * Takes the store for one writer; the operating system gives it back when the process ends, however it ends.
     *
     * @throws RefusedException when another writer has it
     */
    public StoreLock lock() {
        Path file = root.resolve(LOCK);
        try {
            Folders.create(root);
            return StoreLock.take(file);
        } catch (IOException e) {
            throw failure("lock", file, e);
        }
    }

    /** Removes what killed writers left under temporary names; only with the {@link #lock()} held. */
    public void removeTemporaryFiles() {
        if (!Files.isDirectory(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, new TemporaryFileRemover(root));
        } catch (IOException e) {
            throw failure("clean", root, e);
        }
    }

    /** Whether nothing at all is in the folder, or the folder does not exist. */
    public boolean isEmpty() {
        if (!Files.exists(root)) {
            return true;
        }
        try (var entries = Files.list(root)) {
            return entries.allMatch(entry -> entry.getFileName().toString().equals(LOCK));
        } catch (IOException e) {
            throw failure("list", root, e);
        }
    }

    private Path existing(String name) {
        if (!exists(name)) {
            throw new MissingFileException(name, location());
        }
        return resolve(name);
    }

    private Path startOf(String prefix) {
        int slash = prefix.lastIndexOf('/');
        return slash < 0 ? root : resolve(prefix.substring(0, slash));
    }

    private Path resolve(String name) {
        return root.resolve(FileNames.require(name));
    }

    static RefusedException taken(Path target) {
        return new RefusedException(target + " exists already", "Files of a repository are never overwritten.");
    }

    static UnreachableException failure(String doing, Path file, IOException e) {
        return new UnreachableException(
                "cannot " + doing + " " + file + ": " + reason(e),
                "Check that the disk has space and that you may read and write there.",
                e);
    }

    /** The message of a file system exception is often only the file's name, which is said already. */
    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String text = e instanceof FileSystemException about ? about.getReason() : e.getMessage();
        return text == null || text.isBlank() ? e.getClass().getSimpleName() : lowerCased(text);
    }

    /** As the operating system says it, inside a sentence. */
    private static String lowerCased(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    /** Collects the names of regular files; temporary ones begin with a dot and are no files of the store. */
    private final class NameCollector extends SimpleFileVisitor<Path> {
        private final List<String> names;
        private final String prefix;

        NameCollector(List<String> names, String prefix) {
            this.names = names;
            this.prefix = prefix;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (!file.getFileName().toString().startsWith(".") && name.startsWith(prefix)) {
                names.add(name);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
