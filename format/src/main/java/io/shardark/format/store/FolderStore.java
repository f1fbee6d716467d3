package io.shardark.format.store;

import java.io.InputStream;
import java.util.List;

/** The view of a store below a prefix. */
record FolderStore(Store parent, String prefix) implements Store {
    @Override
    public Upload create(String name) {
        return parent.create(prefix + name);
    }

    @Override
    public InputStream read(String name, long offset, long length) {
        return parent.read(prefix + name, offset, length);
    }

    @Override
    public long length(String name) {
        return parent.length(prefix + name);
    }

    @Override
    public boolean exists(String name) {
        return parent.exists(prefix + name);
    }

    @Override
    public List<String> list(String namePrefix) {
        return parent.list(prefix + namePrefix).stream()
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    @Override
    public void delete(String name) {
        parent.delete(prefix + name);
    }

    @Override
    public String location() {
        return parent.location() + "/" + prefix.substring(0, prefix.length() - 1);
    }
}
