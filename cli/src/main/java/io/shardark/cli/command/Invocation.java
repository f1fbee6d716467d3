package io.shardark.cli.command;

import io.shardark.cli.configuration.Configuration;
import io.shardark.cli.configuration.ConfigurationReader;
import io.shardark.cli.configuration.Purpose;
import io.shardark.cli.progress.PlainProgress;
import io.shardark.cli.progress.ProgressDisplay;
import io.shardark.cli.progress.Screen;
import io.shardark.cli.progress.TerminalProgress;
import io.shardark.engine.progress.ProgressEvent.Notice;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import java.nio.file.Path;
import java.util.Optional;

/** What every command has at hand: the global options and what is made by them. */
record Invocation(GlobalOptions options, Surroundings surroundings, Interruption interruption) {
    /** The configuration that the command line names. */
    Configuration configuration(Purpose purpose) {
        return configuration(options.configuration(), purpose);
    }

    /** Another configuration. */
    Configuration configuration(Path file, Purpose purpose) {
        return new ConfigurationReader(surroundings.environment()).read(file, purpose);
    }

    /** The repository that a configuration names. */
    static DiskStore store(Configuration configuration) {
        return new DiskStore(configuration
                .repository()
                .orElseThrow(() -> new IllegalStateException("read for a purpose without a repository")));
    }

    /** The existing repository that a configuration names. */
    static Repository repository(Configuration configuration) {
        return Repository.open(store(configuration));
    }

    /** What loads keys, asking for passphrases where needed. */
    Keys keys() {
        return new Keys(passphrases());
    }

    /** Where passphrases come from. */
    Passphrases passphrases() {
        return new Passphrases(surroundings.environment(), surroundings.prompt());
    }

    /** Progress as the options and the terminal permit; the caller closes it. */
    ProgressDisplay progress() {
        ProgressDisplay display = display();
        interruption.atOnce(() -> display.on(new Notice("interrupted; ending in order")));
        return display;
    }

    private ProgressDisplay display() {
        if (options.json() || options.quiet()) {
            return ProgressDisplay.silent();
        }
        // Lines of the log would tear a drawing apart.
        Optional<Screen> screen = options.verbose() ? Optional.empty() : surroundings.screen();
        return screen.<ProgressDisplay>map(found -> new TerminalProgress(surroundings.err(), found))
                .orElseGet(() -> new PlainProgress(surroundings.err()));
    }
}
