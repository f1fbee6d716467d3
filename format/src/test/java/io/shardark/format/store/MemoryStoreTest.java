package io.shardark.format.store;

final class MemoryStoreTest extends StoreContract {
    @Override
    protected Store emptyStore() {
        return new MemoryStore();
    }
}
