package io.shardark.format.backup;

import io.shardark.format.error.UnreachableException;
import io.shardark.format.store.MemoryStore;
import io.shardark.format.store.Store;
import io.shardark.format.store.Upload;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;

/** A store that fails at one of its operations, counted from 0, or from then on. */
final class FaultyStore implements Store {
    /** How it fails. */
    enum Fault {
        /** Once, and nothing was done. */
        ONCE,
        /** Once, but what was asked for was done, as when the answer of a server is lost. */
        ONCE_AFTER,
        /** From then on always, and nothing is done. */
        ALWAYS,
        /** From then on always, but the first time what was asked for was done. */
        ALWAYS_AFTER
    }

    private final MemoryStore store = new MemoryStore();
    private final Fault fault;
    private final int failing;
    private int operations;

    FaultyStore(Fault fault, int failing) {
        this.fault = fault;
        this.failing = failing;
    }

    /** What really happened to the files. */
    Store truth() {
        return store;
    }

    /** Whether the failing operation was reached. */
    boolean hasFailed() {
        return operations > failing;
    }

    private <T> T perform(Supplier<T> operation) {
        int number = operations++;
        boolean once = fault == Fault.ONCE || fault == Fault.ONCE_AFTER;
        boolean after = number == failing && (fault == Fault.ONCE_AFTER || fault == Fault.ALWAYS_AFTER);
        boolean fails = once ? number == failing : number >= failing;
        if (fails && !after) {
            throw new UnreachableException("the store failed");
        }
        T result = operation.get();
        if (fails) {
            throw new UnreachableException("the answer of the store was lost");
        }
        return result;
    }

    private void perform(Runnable operation) {
        perform(() -> {
            operation.run();
            return true;
        });
    }

    @Override
    public Upload create(String name) {
        Upload upload = perform(() -> store.create(name));
        return new Upload() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                perform(() -> upload.write(bytes, offset, length));
            }

            @Override
            public void commit() {
                perform(upload::commit);
            }

            @Override
            public void close() {
                upload.close();
            }
        };
    }

    @Override
    public InputStream read(String name, long offset, long length) {
        return perform(() -> store.read(name, offset, length));
    }

    @Override
    public long length(String name) {
        return perform(() -> store.length(name));
    }

    @Override
    public boolean exists(String name) {
        return perform(() -> store.exists(name));
    }

    @Override
    public List<String> list(String prefix) {
        return perform(() -> store.list(prefix));
    }

    @Override
    public void delete(String name) {
        perform(() -> store.delete(name));
    }

    @Override
    public String location() {
        return store.location();
    }
}
