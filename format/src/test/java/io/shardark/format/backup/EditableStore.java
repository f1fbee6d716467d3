package io.shardark.format.backup;

import io.shardark.format.store.MissingFileException;
import io.shardark.format.store.Store;
import io.shardark.format.store.Upload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A store in memory whose files can be altered, as somebody with access to the storage could. */
public final class EditableStore implements Store {
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    /** A store with copies of all files of another one. */
    public static EditableStore copyOf(Store store) {
        EditableStore copy = new EditableStore();
        for (String name : store.list("")) {
            try (InputStream stream = store.read(name, 0, store.length(name))) {
                copy.put(name, stream.readAllBytes());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return copy;
    }

    /** Writes all files into a folder. */
    public void extractTo(Path folder) throws IOException {
        for (String name : files.keySet()) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes(name));
        }
    }

    /** Sets or replaces a file. */
    public void put(String name, byte[] bytes) {
        files.put(name, bytes);
    }

    /** The bytes of a file, not a copy. */
    public byte[] bytes(String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new MissingFileException(name, location());
        }
        return bytes;
    }

    @Override
    public Upload create(String name) {
        return new Upload() {
            private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

            @Override
            public void write(byte[] source, int offset, int length) {
                bytes.write(source, offset, length);
            }

            @Override
            public void commit() {
                put(name, bytes.toByteArray());
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public InputStream read(String name, long offset, long length) {
        byte[] bytes = bytes(name);
        int start = (int) Math.min(offset, bytes.length);
        return new ByteArrayInputStream(bytes, start, (int) Math.min(length, bytes.length - start));
    }

    @Override
    public long length(String name) {
        return bytes(name).length;
    }

    @Override
    public boolean exists(String name) {
        return files.containsKey(name);
    }

    @Override
    public List<String> list(String prefix) {
        return files.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    @Override
    public void delete(String name) {
        files.remove(name);
    }

    @Override
    public String location() {
        return "memory";
    }
}
