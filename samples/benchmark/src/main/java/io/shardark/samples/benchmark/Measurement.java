package io.shardark.samples.benchmark;

/**
 * What one run of a program took.
 *
 * @param wallSeconds from start to end
 * @param clientSeconds processor time of the program and its children
 * @param serverSeconds processor time of the database server meanwhile; NaN where its process cannot be seen
 * @param peakMegabytes the largest resident memory that was seen, in MiB
 * @param storedMegabytes what it left on disk, in MB (10^6 bytes); 0 when that is not its task
 */
record Measurement(
        double wallSeconds, double clientSeconds, double serverSeconds, double peakMegabytes, double storedMegabytes) {
    /** The figures in the order of the columns. */
    enum Figure {
        WALL("wall s"),
        CLIENT("client CPU s"),
        SERVER("server CPU s"),
        MEMORY("peak MiB"),
        STORED("stored MB");

        private final String title;

        Figure(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    double figure(Figure figure) {
        return switch (figure) {
            case WALL -> wallSeconds;
            case CLIENT -> clientSeconds;
            case SERVER -> serverSeconds;
            case MEMORY -> peakMegabytes;
            case STORED -> storedMegabytes;
        };
    }
}
