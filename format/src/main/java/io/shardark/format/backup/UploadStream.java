package io.shardark.format.backup;

import io.shardark.format.manifest.FileRecord;
import io.shardark.format.store.Store;
import io.shardark.format.store.Upload;
import io.shardark.format.value.Sha256;
import java.io.OutputStream;
import java.security.MessageDigest;

/** A file of a backup that is being written, with its running length and digest. Closing never publishes. */
final class UploadStream extends OutputStream {
    private final String name;
    private final Upload upload;
    private final MessageDigest digest = Sha256.newDigest();
    private long length;

    UploadStream(Store folder, String name) {
        this.name = name;
        this.upload = folder.create(name);
    }

    /** Writes a whole file, durably. */
    static FileRecord store(Store folder, String name, byte[] bytes) {
        try (UploadStream stream = new UploadStream(folder, name)) {
            stream.write(bytes, 0, bytes.length);
            return stream.commit();
        }
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        digest.update(bytes, offset, count);
        upload.write(bytes, offset, count);
        length += count;
    }

    /** Makes the file durable and visible. */
    FileRecord commit() {
        upload.commit();
        return new FileRecord(name, length, Sha256.finish(digest));
    }

    @Override
    public void close() {
        upload.close();
    }
}
