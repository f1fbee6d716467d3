package io.shardark.samples.servers;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where this machine has MySQL. System properties come before the environment.
 *
 * @param image {@code shardark.mysql.image}, {@code SHARDARK_MYSQL_IMAGE}: a container image with {@code mysqld} and a
 *     shell, such as {@code mysql:9.7}; its entrypoint is not used
 * @param network {@code shardark.mysql.network}, {@code SHARDARK_MYSQL_NETWORK}: the containers' network mode,
 *     {@code bridge} unless the container engine can do no more than {@code host}
 * @param root {@code shardark.mysql.root}, {@code SHARDARK_MYSQL_ROOT}: a root folder with {@code usr/sbin/mysqld},
 *     used when there is no image
 */
record MySqlSettings(Optional<String> image, String network, Optional<Path> root) {

    static MySqlSettings ofThisMachine() {
        return new MySqlSettings(
                setting("image"),
                setting("network").orElse("bridge"),
                setting("root").map(Path::of));
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty("shardark.mysql." + name))
                .or(() -> Optional.ofNullable(System.getenv("SHARDARK_MYSQL_" + name.toUpperCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }

    boolean configured() {
        return image.isPresent() || root.isPresent();
    }

    DatabaseServer start(ServerOptions options) {
        if (image.isPresent()) {
            return MySqlContainerServer.start(image.get(), network, options);
        }
        Path folder = root.orElseThrow(() ->
                new ServerException("This machine has no MySQL: set SHARDARK_MYSQL_IMAGE or SHARDARK_MYSQL_ROOT."));
        return LocalServer.start(new MySqlRootInstallation(folder), options);
    }
}
