package io.shardark.format.archive;

import io.shardark.format.manifest.FileRecord;
import io.shardark.format.store.Upload;
import io.shardark.format.value.Sha256;
import java.security.MessageDigest;

/** An archive file that is being written, with its running length and digest. */
final class ArchiveUpload implements AutoCloseable {
    private final String name;
    private final Upload upload;
    private final MessageDigest digest = Sha256.newDigest();
    private long length;

    ArchiveUpload(String name, Upload upload) {
        this.name = name;
        this.upload = upload;
    }

    void write(byte[] bytes) {
        upload.write(bytes, 0, bytes.length);
        digest.update(bytes);
        length += bytes.length;
    }

    long length() {
        return length;
    }

    FileRecord commit() {
        upload.commit();
        return new FileRecord(name, length, Sha256.finish(digest));
    }

    @Override
    public void close() {
        upload.close();
    }
}
