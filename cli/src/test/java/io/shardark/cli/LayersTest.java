package io.shardark.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** cli uses engine uses format, never back. */
final class LayersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.shardark");

    @Test
    void enoughWasScanned() {
        for (String module : new String[] {"format", "engine", "cli"}) {
            long count = CLASSES.stream()
                    .filter(type -> type.getPackageName().startsWith("io.shardark." + module))
                    .count();
            assertTrue(count > 30, module + ": " + count + " classes");
        }
    }

    @Test
    void dependenciesPointDownwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy("io.shardark.cli..")
                .layer("engine")
                .definedBy("io.shardark.engine..")
                .layer("format")
                .definedBy("io.shardark.format..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("format")
                .mayOnlyBeAccessedByLayers("cli", "engine")
                .check(CLASSES);
    }

    @Test
    void packagesOfTheCommandLineHaveNoCycles() {
        slices().matching("io.shardark.cli.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideInAnyPackage("io.shardark.engine..", "io.shardark.format..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }
}
