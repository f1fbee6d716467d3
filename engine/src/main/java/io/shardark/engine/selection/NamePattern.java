package io.shardark.engine.selection;

import io.shardark.engine.topology.Shard;
import io.shardark.format.error.ConfigurationException;
import java.util.Optional;

/**
 * Selects by name: {@code TABLE}, {@code SHARD.TABLE}, or either with a kind before it, as in {@code view:ds_0.v_*};
 * {@code shard:NAME} and {@code schema:NAME} select whole shards. {@code *} stands for any characters, {@code ?} for
 * one. The name of a table may be physical or logical.
 */
public final class NamePattern {
    private static final String HINT =
            "A pattern is TABLE, SHARD.TABLE, KIND:NAME or KIND:SHARD.NAME, where * and ? stand"
                    + " for any characters and KIND is one of " + Subject.words() + ".";

    private final String text;
    private final String place;
    private final Subject subject;
    private final Optional<Glob> shard;
    private final Glob name;

    private NamePattern(String text, String place, Subject subject, Optional<Glob> shard, Glob name) {
        this.text = text;
        this.place = place;
        this.subject = subject;
        this.shard = shard;
        this.name = name;
    }

    /**
     * Reads a pattern.
     *
     * @param place where it stands, for messages: an option, or a place in a configuration
     * @throws ConfigurationException when it is none; the message does not have the place
     */
    public static NamePattern parse(String text, String place) {
        int colon = text.indexOf(':');
        String rest = text.substring(colon + 1);
        Subject subject = colon < 0 ? Subject.TABLE : subject(text.substring(0, colon));
        if (rest.isBlank()) {
            throw new ConfigurationException("\"" + text + "\" has no name", HINT);
        }
        int dot = subject.isShard() ? -1 : rest.indexOf('.');
        if (dot == 0 || dot == rest.length() - 1) {
            throw new ConfigurationException("\"" + text + "\" has nothing before or behind its dot", HINT);
        }
        return new NamePattern(
                text,
                place,
                subject,
                dot < 0 ? Optional.empty() : Optional.of(new Glob(rest.substring(0, dot))),
                new Glob(rest.substring(dot + 1)));
    }

    private static Subject subject(String word) {
        return Subject.of(word)
                .orElseThrow(() -> new ConfigurationException(
                        "found the kind \"" + word + "\", expected one of " + Subject.words(),
                        "For a table with a colon in its name, write table:NAME."));
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** Where it was written. */
    public String place() {
        return place;
    }

    /** What it selects. */
    public Subject subject() {
        return subject;
    }

    /** Whether it selects a shard as a whole. */
    boolean matches(Shard candidate) {
        return matchesShard(candidate.name(), candidate.schema());
    }

    /** Whether it selects a shard as a whole. */
    public boolean matchesShard(String shardName, String schema) {
        return subject.isShard() && name.matches(subject == Subject.SHARD ? shardName : schema);
    }

    /** Whether it could select anything in a shard. */
    boolean concerns(Shard candidate) {
        return subject.isShard() ? matches(candidate) : isIn(candidate.name());
    }

    /** Whether it selects something in a shard, other than by selecting the shard. */
    public boolean matches(String shardName, Member member) {
        boolean logical =
                member.subject() == Subject.TABLE && !member.owner().isEmpty() && name.matches(member.owner());
        return subject.covers(member.subject()) && isIn(shardName) && (logical || name.matches(member.name()));
    }

    private boolean isIn(String shardName) {
        return shard.isEmpty() || shard.get().matches(shardName);
    }

    @Override
    public String toString() {
        return text;
    }
}
