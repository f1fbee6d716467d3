package io.shardark.format.backup;

/** Hears of the progress of a check, from several threads. */
public interface CheckListener {
    /** A listener that ignores everything. */
    CheckListener NONE = new CheckListener() {
        @Override
        public void begun(long totalBytes) {}

        @Override
        public void checked(long bytes) {}
    };

    /** The check begins; it will read about this many bytes. */
    void begun(long totalBytes);

    /** This many more bytes were read. */
    void checked(long bytes);
}
