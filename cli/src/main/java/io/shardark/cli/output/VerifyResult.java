package io.shardark.cli.output;

import static io.shardark.cli.output.Columns.Side.LEFT;

import io.shardark.engine.operation.BackupPart;
import io.shardark.engine.operation.VerifyReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** A finished verification, good or bad. */
public record VerifyResult(VerifyReport report) implements Result {
    private boolean good() {
        return report.findings().isEmpty();
    }

    private String level() {
        return report.level().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public ExitCode exitCode() {
        return good() ? ExitCode.GOOD : ExitCode.DAMAGED;
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("Backup " + report.backup() + (report.partial() ? " of a PART" : "")
                + (good() ? " is good: " + proved() : " is NOT good:"));
        if (!good()) {
            Notes.items(lines, report.findings());
        }
        lines.add("");
        lines.addAll(summary().lines());
        Notes.add(
                lines,
                "left out on demand:",
                report.part().map(BackupPart::lines).orElse(List.of()));
        Notes.add(lines, "to know:", notes());
        return lines;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(report.notes());
        if (report.partial() && report.part().isEmpty()) {
            notes.add("Something was left out of the backup on demand; --level data says what.");
        }
        return notes;
    }

    private String proved() {
        return switch (report.level()) {
            case FILES -> "every file is there and as it was written.";
            case DATA -> "every row was decrypted, decompressed and hashed, and equals the catalog.";
            case LIVE -> "every row equals the catalog, and so do the databases.";
        };
    }

    private Columns summary() {
        Columns columns = new Columns(LEFT, LEFT)
                .row("level", level())
                .row("signed by", report.signer().isEmpty() ? "nobody that is trusted here" : report.signer())
                .row("cut", report.cut().text())
                .row(
                        "checked",
                        Amounts.count(report.files(), "file") + ", " + Amounts.count(report.chunks(), "chunk") + ", "
                                + Amounts.bytes(report.bytes()) + " read");
        if (report.level() != VerifyReport.Level.FILES) {
            columns.row("rows", Amounts.count(report.rows()));
        }
        columns.row(
                "duration",
                Amounts.duration(report.duration()) + ", " + Amounts.rate(report.bytes(), report.duration()));
        return Waits.row(columns, report.pace());
    }

    @Override
    public void members(JsonGenerator json) {
        json.writeStringProperty("command", "verify");
        json.writeStringProperty("backup", report.backup().text());
        json.writeStringProperty("level", level());
        json.writeBooleanProperty("good", good());
        json.writeStringProperty("cut", report.cut().text());
        json.writeStringProperty("signer", report.signer());
        json.writeNumberProperty("files", report.files());
        json.writeNumberProperty("bytes", report.bytes());
        json.writeNumberProperty("chunks", report.chunks());
        json.writeNumberProperty("rows", report.rows());
        json.writeNumberProperty("durationMillis", report.duration().toMillis());
        Waits.write(json, report.pace());
        json.writeBooleanProperty("partial", report.partial());
        report.part().ifPresent(part -> JsonText.part(json, "leftOut", part));
        JsonText.strings(json, "findings", report.findings());
        JsonText.strings(json, "notes", report.notes());
    }
}
