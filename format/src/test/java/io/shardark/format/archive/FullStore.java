package io.shardark.format.archive;

import io.shardark.format.store.Store;
import io.shardark.format.store.Upload;
import java.io.InputStream;
import java.util.List;

/** A store whose uploads fail after 8,000 bytes. */
record FullStore(Store store) implements Store {
    private static final int ROOM = 8_000;

    @Override
    public Upload create(String name) {
        Upload upload = store.create(name);
        return new Upload() {
            private int written;

            @Override
            public void write(byte[] bytes, int offset, int length) {
                written += length;
                if (written > ROOM) {
                    throw new IllegalStateException("no space left");
                }
                upload.write(bytes, offset, length);
            }

            @Override
            public void commit() {
                upload.commit();
            }

            @Override
            public void close() {
                upload.close();
            }
        };
    }

    @Override
    public InputStream read(String name, long offset, long length) {
        return store.read(name, offset, length);
    }

    @Override
    public long length(String name) {
        return store.length(name);
    }

    @Override
    public boolean exists(String name) {
        return store.exists(name);
    }

    @Override
    public List<String> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public void delete(String name) {
        store.delete(name);
    }

    @Override
    public String location() {
        return store.location();
    }
}
