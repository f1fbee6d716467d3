package io.shardark.format.store;

import java.io.InputStream;
import java.util.List;

/**
 * A place that holds files under names like {@code backups/20261122T150312Z-3f9a01bc/manifest.json}: a folder of a disk
 * or a bucket of an object store. Files are written once and never changed. Names are relative, use {@code /}, and
 * consist of parts of {@code [A-Za-z0-9._-]} that do not begin with a dot; implementations refuse any other.
 *
 * <p>Safe for use by several threads. Every failure of the store is an
 * {@link io.shardark.format.error.UnreachableException}.
 */
public interface Store {
    /**
     * Begins a new file. Nothing can be seen under the name before {@link Upload#commit()}.
     *
     * @throws io.shardark.format.error.RefusedException when the name is already taken, now or at commit
     */
    Upload create(String name);

    /**
     * Reads {@code length} bytes from {@code offset}; the stream ends there. The caller closes it. A file that ends
     * earlier is reported by a short stream, not by an exception.
     *
     * @throws MissingFileException when there is no such file
     */
    InputStream read(String name, long offset, long length);

    /**
     * The length of a file in bytes.
     *
     * @throws MissingFileException when there is no such file
     */
    long length(String name);

    /** Whether a file of this name exists; a failure to find out is an exception, never {@code false}. */
    boolean exists(String name);

    /**
     * The names of all files that begin with a prefix, sorted; a failure to list is an exception, never an empty list.
     */
    List<String> list(String prefix);

    /** Deletes a file; deleting one that is not there is no error. */
    void delete(String name);

    /** How a person knows this place, for messages: a folder, a URL without secrets. */
    String location();

    /** The part of this store below a folder given without a trailing slash; names are relative to it. */
    default Store folder(String name) {
        return new FolderStore(this, name + "/");
    }
}
