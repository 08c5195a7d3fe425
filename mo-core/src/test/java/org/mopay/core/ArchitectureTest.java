package org.mopay.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.util.Date;
import java.util.Set;

/** The walls of the core: what keeps it pure, small in dependencies, and pointing one way. */
class ArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("org.mopay.core");

    /** The JDK's doors to the world outside: sockets, files, processes, databases. */
    private static final DescribedPredicate<JavaClass> INPUT_OR_OUTPUT = resideInAnyPackage(
                    "java.net..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.sql..",
                    "javax.net..")
            .or(named(Set.of(
                    "java.io.File",
                    "java.io.FileInputStream",
                    "java.io.FileOutputStream",
                    "java.io.FileReader",
                    "java.io.FileWriter",
                    "java.io.RandomAccessFile",
                    "java.lang.Process",
                    "java.lang.ProcessBuilder",
                    "java.lang.Runtime")));

    private static final DescribedPredicate<JavaClass> THREADS = named(Set.of(
            "java.lang.Thread",
            "java.util.Timer",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.Executor",
            "java.util.concurrent.ExecutorService",
            "java.util.concurrent.Executors",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ScheduledExecutorService",
            "java.util.concurrent.ThreadPoolExecutor"));

    private static final DescribedPredicate<JavaAccess<?>> READING_A_CLOCK =
            describe("reading a clock", access -> isClock(access.getTarget()));

    @Test
    void importsTheCoreItself() {
        assertThat(CORE).isNotEmpty();
    }

    @Test
    void touchesNoSocketFileProcessOrDatabase() {
        noClasses().should().dependOnClassesThat(INPUT_OR_OUTPUT).check(CORE);
    }

    @Test
    void startsNoThread() {
        noClasses().should().dependOnClassesThat(THREADS).check(CORE);
    }

    @Test
    void readsNoClock() {
        noClasses().should().accessTargetWhere(READING_A_CLOCK).check(CORE);
    }

    // cites SEC-03
    @Test
    void drawsRandomnessOnlyFromWhatItIsHanded() {
        noClasses()
                .that()
                .doNotHaveSimpleName("RandomSource")
                .should()
                .dependOnClassesThat(named(Set.of(
                        "java.security.SecureRandom",
                        "java.util.Random",
                        "java.util.SplittableRandom",
                        "java.util.concurrent.ThreadLocalRandom")))
                .check(CORE);
    }

    @Test
    void dependsOnTheSpecificationAndFiveLibrariesOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "org.mopay.core..",
                        "org.mopay.proto..",
                        "java..",
                        "javax.crypto..",
                        "org.bouncycastle..",
                        "com.google.protobuf..",
                        "com.eatthepath.otp..",
                        "org.slf4j..",
                        "org.jspecify.."))
                .check(CORE);
    }

    /** So that another provider behind the seam replaces all of it; scrypt has no other home. */
    @Test
    void knowsBouncyCastleInItsReferenceProviderOnly() {
        noClasses()
                .that()
                .haveNameNotMatching("org\\.mopay\\.core\\.crypto\\."
                        + "(BouncyCastleProvider|\\w+Bc(Signer|Verifier)?|P256|Scrypt)")
                .should()
                .dependOnClassesThat(resideInAPackage("org.bouncycastle.."))
                .check(CORE);
    }

    @Test
    void keepsItsFoundationsUnderItsProtocol() {
        noClasses()
                .that(resideInAnyPackage("org.mopay.core.bytes..", "org.mopay.core.error.."))
                .should()
                .dependOnClassesThat(resideInAPackage("org.mopay.core..")
                        .and(not(resideInAnyPackage(
                                "org.mopay.core.bytes..", "org.mopay.core.error.."))))
                .check(CORE);
        noClasses()
                .that(resideInAnyPackage(
                        "org.mopay.core.crypto..",
                        "org.mopay.core.noise..",
                        "org.mopay.core.otp.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.mopay.core",
                        "org.mopay.core.credential..",
                        "org.mopay.core.payment..",
                        "org.mopay.core.receipt..",
                        "org.mopay.core.carrier..",
                        "org.mopay.proto.."))
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void hasNoCyclesBetweenItsPackages() {
        slices().matching("org.mopay.core.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void keepsArraysOutOfRecords() {
        fields().that()
                .areDeclaredInClassesThat()
                .areRecords()
                .and()
                .areNotStatic()
                .should()
                .notHaveRawType(describe("array", JavaClass::isArray))
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void marksEveryPackageAgainstNull() {
        assertThat(CORE)
                .extracting(JavaClass::getPackage)
                .allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void namesNoClassAfterNothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Helper|Helpers|Util|Utils|Manager)")
                .check(CORE);
    }

    private static boolean isClock(AccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        if (owner.isEquivalentTo(System.class)) {
            return name.equals("currentTimeMillis") || name.equals("nanoTime");
        }
        return owner.isEquivalentTo(Date.class)
                || (owner.getPackageName().startsWith("java.time")
                        && (name.equals("now") || name.startsWith("system")));
    }

    private static DescribedPredicate<JavaClass> named(Set<String> names) {
        return describe("one of " + names, each -> names.contains(each.getName()));
    }
}
