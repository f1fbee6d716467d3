package io.shardark.format.store;

import io.shardark.format.error.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** A store that lives as long as the object. Files are limited to 2 GiB. */
public final class MemoryStore implements Store {
    private final ConcurrentSkipListMap<String, byte[]> files = new ConcurrentSkipListMap<>();

    @Override
    public Upload create(String name) {
        if (files.containsKey(FileNames.require(name))) {
            throw taken(name);
        }
        return new MemoryUpload(name);
    }

    @Override
    public InputStream read(String name, long offset, long length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("offset " + offset + ", length " + length);
        }
        byte[] bytes = contents(name);
        int start = (int) Math.min(offset, bytes.length);
        int available = (int) Math.min(length, bytes.length - start);
        return new ByteArrayInputStream(bytes, start, available);
    }

    @Override
    public long length(String name) {
        return contents(name).length;
    }

    @Override
    public boolean exists(String name) {
        return files.containsKey(FileNames.require(name));
    }

    @Override
    public List<String> list(String prefix) {
        return files.tailMap(FileNames.requirePrefix(prefix)).keySet().stream()
                .takeWhile(name -> name.startsWith(prefix))
                .toList();
    }

    @Override
    public void delete(String name) {
        files.remove(FileNames.require(name));
    }

    @Override
    public String location() {
        return "memory";
    }

    private byte[] contents(String name) {
        byte[] bytes = files.get(FileNames.require(name));
        if (bytes == null) {
            throw new MissingFileException(name, location());
        }
        return bytes;
    }

    private RefusedException taken(String name) {
        return new RefusedException(name + " exists already in " + location());
    }

    private final class MemoryUpload implements Upload {
        private final String name;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ended;

        MemoryUpload(String name) {
            this.name = name;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            requireOpen();
            bytes.write(source, offset, length);
        }

        @Override
        public void commit() {
            requireOpen();
            if (files.putIfAbsent(name, bytes.toByteArray()) != null) {
                throw taken(name);
            }
            ended = true;
        }

        @Override
        public void close() {
            ended = true;
        }

        private void requireOpen() {
            if (ended) {
                throw new IllegalStateException("the upload of " + name + " has ended");
            }
        }
    }
}
