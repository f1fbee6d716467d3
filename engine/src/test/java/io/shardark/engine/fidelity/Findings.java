package io.shardark.engine.fidelity;

import io.shardark.engine.fidelity.Habitat.Place;
import io.shardark.engine.fidelity.Specimen.Fate;
import io.shardark.engine.fidelity.Specimen.Section;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.crypto.NoEnvelope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says of each place what came back, and collects everything that is not as it was. */
final class Findings {
    /** A table of so many rows has to be divided when it has a key. */
    private static final int ROWS_OF_SEVERAL_CHUNKS = 100;

    private final BackupReader backup;
    private final Map<Integer, Map<String, List<String>>> before;
    private final Map<Integer, Map<String, List<String>>> after;
    private final List<String> failures = new ArrayList<>();

    Findings(
            BackupReader backup,
            Map<Integer, Map<String, List<String>>> before,
            Map<Integer, Map<String, List<String>>> after) {
        this.backup = backup;
        this.before = before;
        this.after = after;
    }

    /** Everything that differs without having been reported. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** What the document has to say of a specimen. */
    String of(Place place) {
        if (parts(place).isEmpty()) {
            failures.add(place.specimen().item() + ": there is nothing to compare");
        }
        Set<String> reports = reports(place);
        List<String> lost = lost(place);
        List<String> differences = differences(place);
        if (place.specimen().fate() == Fate.CHANGED) {
            return changed(place, differences);
        }
        differences.forEach(
                difference -> failures.add(place.specimen().item() + " in shard " + place.shard() + ": " + difference));
        if (!differences.isEmpty()) {
            return "DIFFERENT";
        }
        if (!lost.isEmpty() && reports.isEmpty()) {
            failures.add(place.specimen().item() + ": lost without a report: " + lost);
        }
        List<String> finding = new ArrayList<>();
        if (lost.size() < parts(place).size()) {
            finding.add(equal(place));
        }
        reports.forEach(report -> finding.add("not saved, reported"
                + (report.equals("is not saved") ? "" : ": " + report).replace(schema(place), "...")));
        return String.join("; ", finding);
    }

    private String changed(Place place, List<String> differences) {
        Set<String> reports = reports(place);
        if (reports.isEmpty()) {
            reports.addAll(reportsOfShard(place));
        }
        if (differences.isEmpty() || reports.isEmpty()) {
            failures.add(place.specimen().item() + ": " + differences + " reported as " + reports);
        }
        return "changed, reported: " + String.join("; ", reports);
    }

    /** What a backup says of all JSON of a shard at once. */
    private List<String> reportsOfShard(Place place) {
        String shard = "shard " + header(place).shardName() + ": JSON ";
        boolean json = tables(place).stream()
                .flatMap(table -> table.columns().stream())
                .anyMatch(column -> column.type().equals("json"));
        return header(place).notSaved().stream()
                .filter(sentence -> json && sentence.startsWith(shard))
                .map(sentence ->
                        sentence.substring(shard.length() - "JSON ".length()).replaceFirst("\\.$", ""))
                .toList();
    }

    /** Its name differs from run to run. */
    private String schema(Place place) {
        return header(place).schema().name();
    }

    private CatalogHeader header(Place place) {
        return backup.shard(place.shard(), NoEnvelope.INSTANCE).header();
    }

    private String equal(Place place) {
        List<String> streams = new ArrayList<>();
        for (TableRecord table : tables(place)) {
            if (table.key().isEmpty()) {
                streams.add(table.name());
            } else {
                requireSeveralChunks(place, table);
            }
        }
        boolean stream = place.specimen().section() == Section.KEYS && !streams.isEmpty();
        return stream ? "equal, read as one stream" : "equal";
    }

    private List<TableRecord> tables(Place place) {
        return header(place).tables().stream()
                .filter(table -> place.names().contains(table.name()))
                .toList();
    }

    private void requireSeveralChunks(Place place, TableRecord table) {
        var totals = backup.shard(place.shard(), NoEnvelope.INSTANCE).totals().get(table.number());
        if (totals.digest().rows() >= ROWS_OF_SEVERAL_CHUNKS && totals.chunks() < 3) {
            failures.add(place.specimen().item() + ": " + totals.digest().rows() + " rows along " + table.key() + " in "
                    + totals.chunks() + " chunks");
        }
    }

    /** The texts of a place: their names end with the name of what they are about. */
    private Set<String> parts(Place place) {
        return texts(before, place).keySet().stream()
                .filter(part -> place.names().contains(name(part)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String name(String part) {
        return part.replaceFirst(
                "^(rows of|definition of|view|sequence|trigger|event|function|procedure|package body|package) ", "");
    }

    private static Map<String, List<String>> texts(Map<Integer, Map<String, List<String>>> texts, Place place) {
        return Objects.requireNonNull(texts.get(place.shard()));
    }

    private List<String> lost(Place place) {
        return parts(place).stream()
                .filter(part -> !texts(after, place).containsKey(part))
                .toList();
    }

    private List<String> differences(Place place) {
        List<String> differences = new ArrayList<>();
        for (String part : parts(place)) {
            List<String> was = texts(before, place).getOrDefault(part, List.of());
            List<String> is = texts(after, place).getOrDefault(part, was);
            if (!was.equals(is)) {
                differences.add(part + ": " + firstDifference(was, is));
            }
        }
        return differences;
    }

    private static String firstDifference(List<String> was, List<String> is) {
        for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
            String old = i < was.size() ? was.get(i) : "nothing";
            String now = i < is.size() ? is.get(i) : "nothing";
            if (!old.equals(now)) {
                return "was " + shortened(old) + ", is " + shortened(now);
            }
        }
        return "";
    }

    private static String shortened(String text) {
        return text.length() > 2000 ? text.substring(0, 2000) + "..." : text;
    }

    /** Sentences of the backup about anything in a place, without saying again where that is. */
    private Set<String> reports(Place place) {
        Set<String> reports = new LinkedHashSet<>();
        for (String name : place.names()) {
            Pattern about = Pattern.compile("shard " + header(place).shardName() + ", [a-z ]+ " + Pattern.quote(name)
                    + "(?:, column [^:]+)?(?:: | )(.*?)\\.?");
            header(place).notSaved().stream()
                    .map(about::matcher)
                    .filter(Matcher::matches)
                    .forEach(match -> reports.add(match.group(1)));
        }
        return reports;
    }
}
