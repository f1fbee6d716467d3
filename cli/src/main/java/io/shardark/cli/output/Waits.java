package io.shardark.cli.output;

import io.shardark.engine.pace.PaceReport;
import io.shardark.engine.pace.PaceReport.Wait;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** How long an operation was made to wait, and why. */
final class Waits {
    private Waits() {}

    /** Adds a row, unless nobody waited. */
    static Columns row(Columns columns, PaceReport pace) {
        return pace.waits().isEmpty()
                ? columns
                : columns.row("waited", pace.waits().stream().map(Waits::text).collect(Collectors.joining(", ")));
    }

    private static String text(Wait wait) {
        return Amounts.duration(wait.time()) + " for " + wait.reason().key()
                + (wait.instance().isEmpty() ? "" : " of " + wait.instance());
    }

    /** Adds an array, empty when nobody waited. */
    static void write(JsonGenerator json, PaceReport pace) {
        json.writeArrayPropertyStart("waits");
        for (Wait wait : pace.waits()) {
            json.writeStartObject();
            json.writeStringProperty("reason", wait.reason().key());
            json.writeStringProperty("instance", wait.instance());
            json.writeNumberProperty("millis", wait.time().toMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
