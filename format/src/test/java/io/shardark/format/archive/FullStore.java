package io.shardark.format.archive;

import io.shardark.format.store.ForwardingStore;
import io.shardark.format.store.Store;
import io.shardark.format.store.Upload;

/** A store whose uploads fail after 8,000 bytes. */
final class FullStore extends ForwardingStore {
    private static final int ROOM = 8_000;

    FullStore(Store store) {
        super(store);
    }

    @Override
    public Upload create(String name) {
        Upload upload = super.create(name);
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
}
