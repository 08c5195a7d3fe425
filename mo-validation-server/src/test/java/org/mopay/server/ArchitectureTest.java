package org.mopay.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The server's packages hand a payment on in one direction, and each knows one technology. */
class ArchitectureTest {

    private static final String HTTP = "org.mopay.server.http..";
    private static final String API = "org.mopay.server.api..";
    private static final String VALIDATION = "org.mopay.server.validation..";
    private static final String LEDGER = "org.mopay.server.ledger..";
    private static final String STORE = "org.mopay.server.store..";

    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("org.mopay.server");

    @Test
    void importsTheServerItself() {
        assertThat(SERVER).isNotEmpty();
    }

    @Test
    void keepsTheCarrierOutOfTheDomain() {
        forbid(noClasses()
                .that()
                .resideInAPackage(HTTP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(VALIDATION, LEDGER, STORE));
    }

    @Test
    void validatesWithoutKnowingWhoAsks() {
        forbid(noClasses()
                .that()
                .resideInAPackage(VALIDATION)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HTTP, API, STORE, "io.netty..", "java.sql.."));
    }

    @Test
    void settlesWithoutSqlNettyOrValidation() {
        forbid(noClasses()
                .that()
                .resideInAPackage(LEDGER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        HTTP,
                        API,
                        VALIDATION,
                        STORE,
                        "io.netty..",
                        "java.sql..",
                        "org.sqlite..",
                        "org.postgresql.."));
    }

    @Test
    void storesBehindTheLedgersPort() {
        forbid(noClasses()
                .that()
                .resideInAPackage(STORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HTTP, API, VALIDATION, "io.netty.."));
        forbid(noClasses()
                .that()
                .resideOutsideOfPackages(STORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql.."));
    }

    @Test
    void speaksNettyInOnePackage() {
        forbid(noClasses()
                .that()
                .resideOutsideOfPackage(HTTP)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.."));
    }

    @Test
    void hasNoCyclesBetweenItsPackages() {
        forbid(slices().matching("org.mopay.server.(*)..").should().beFreeOfCycles());
    }

    @Test
    void marksEveryPackageAgainstNull() {
        assertThat(SERVER)
                .extracting(JavaClass::getPackage)
                .allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void namesNoClassAfterNothing() {
        forbid(noClasses().should().haveNameMatching(".*(Helper|Helpers|Util|Utils|Manager)"));
    }

    private static void forbid(ArchRule rule) {
        rule.allowEmptyShould(true).check(SERVER);
    }
}
