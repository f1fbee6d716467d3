package io.shardark.format.backup;

import io.shardark.format.store.Store;
import io.shardark.format.store.Upload;
import java.io.InputStream;
import java.util.List;

/** Hands everything on to another store; tests change single operations. */
class DelegatingStore implements Store {
    private final Store store;

    DelegatingStore(Store store) {
        this.store = store;
    }

    @Override
    public Upload create(String name) {
        return store.create(name);
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
