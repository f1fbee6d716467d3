package io.shardark.cli.configuration;

import io.shardark.cli.yaml.Position;
import io.shardark.cli.yaml.YamlNode;
import io.shardark.cli.yaml.YamlParser;
import io.shardark.cli.yaml.YamlScalar;
import io.shardark.cli.yaml.YamlSyntaxException;
import io.shardark.engine.topology.Topology;
import io.shardark.format.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads configuration files. */
public final class ConfigurationReader {
    private static final List<String> KEYS = List.of(
            "repository",
            "instances",
            "shards",
            "logical-tables",
            "encryption",
            "signing-key",
            "trusted-signers",
            "backup",
            "restore");

    private final Map<String, String> environment;

    /** A reader that takes {@code ${env:NAME}} from the given variables. */
    public ConfigurationReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads a file.
     *
     * @throws ConfigurationException when one thing is wrong
     * @throws io.shardark.format.error.ProblemsException when several things are wrong
     */
    public Configuration read(Path file, Purpose purpose) {
        String text = contents(file);
        Problems problems = new Problems(file);
        Configuration configuration = parse(text, problems)
                .map(root -> configuration(new Value(root, "", context(file, purpose, problems))))
                .orElseGet(ConfigurationReader::nothing);
        problems.throwIfAny();
        return configuration;
    }

    private Context context(Path file, Purpose purpose, Problems problems) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElse(file.toAbsolutePath());
        return new Context(folder, purpose, new Placeholders(environment, folder), problems);
    }

    private static Optional<YamlNode> parse(String text, Problems problems) {
        try {
            YamlNode root = YamlParser.parse(text);
            if (root instanceof YamlScalar scalar && scalar.absent()) {
                problems.add(Position.START, "", "the file is empty, expected at least the key repository");
                return Optional.empty();
            }
            return Optional.of(root);
        } catch (YamlSyntaxException e) {
            problems.add(e.position(), "", "not valid YAML: " + e.problem());
            return Optional.empty();
        }
    }

    private static Configuration configuration(Value root) {
        Section section = root.section(KEYS);
        Context context = root.context();
        Topology topology = new TopologySection(section, context).read();
        return new Configuration(
                repository(section, context.purpose()),
                topology,
                KeysSection.encryption(section, context.purpose()),
                KeysSection.signingKey(section, context.purpose()),
                KeysSection.trustedSigners(section, context.purpose()),
                SettingsSection.backup(section.optional("backup")),
                SettingsSection.restore(section.optional("restore")));
    }

    private static Configuration nothing() {
        return new Configuration(
                Optional.empty(),
                new Topology(List.of(), List.of(), List.of()),
                new EncryptionChoice.Unsaid(),
                Optional.empty(),
                List.of(),
                SettingsSection.backup(Optional.empty()),
                SettingsSection.restore(Optional.empty()));
    }

    private static Optional<Path> repository(Section section, Purpose purpose) {
        String expected = "the folder that holds the backups";
        Optional<Value> value =
                purpose.needsRepository() ? section.required("repository", expected) : section.optional("repository");
        return value.map(folder -> {
            if (folder.node() instanceof YamlScalar scalar && scalar.text().contains("://")) {
                folder.problem("found a URL, expected a folder; object stores are not supported yet");
            }
            return folder.path(expected);
        });
    }

    private static String contents(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(YamlParser.LONGEST_FILE + 1);
            if (bytes.length > YamlParser.LONGEST_FILE) {
                throw new ConfigurationException(file + ": the configuration is longer than 1 MiB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(
                    file + ": there is no such configuration file",
                    "Name it with --config FILE; README.md and samples/shardark.yaml show one.",
                    e);
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(file + ": the configuration is not text in UTF-8", "", e);
        } catch (IOException e) {
            throw new ConfigurationException(
                    file + ": the configuration cannot be read (" + e.getClass().getSimpleName() + ")", "", e);
        }
    }
}
