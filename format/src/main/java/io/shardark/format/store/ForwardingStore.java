package io.shardark.format.store;

import java.io.InputStream;
import java.util.List;

/**
 * Hands every operation on to another store, so that subclasses state only what they change. As thread-safe as that
 * one.
 */
public abstract class ForwardingStore implements Store {
    private final Store store;

    /** Forwards to a store, which the caller keeps. */
    protected ForwardingStore(Store store) {
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
