package org.mopay.core.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the core shows its users, as its module descriptor says. */
class ModuleTest {
    private static final Set<String> EXPORTED = exported();

    @Test
    void exportsWhatAnAppNeedsAndNothingElse() {
        assertThat(EXPORTED)
                .containsExactlyInAnyOrder(
                        "org.mopay.core",
                        "org.mopay.core.bytes",
                        "org.mopay.core.carrier",
                        "org.mopay.core.credential",
                        "org.mopay.core.crypto",
                        "org.mopay.core.error",
                        "org.mopay.core.noise",
                        "org.mopay.core.otp");
    }

    /** A method that a user can call takes and gives what the user can name. */
    @Test
    void showsNoTypeOfTheInsideInWhatItExports() {
        Set<String> hidden = new TreeSet<>();
        for (JavaClass each : exportedClasses()) {
            shown(each)
                    .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                    .filter(type -> type.getPackageName().startsWith("org.mopay.core"))
                    .filter(type -> !EXPORTED.contains(type.getPackageName()))
                    .forEach(type -> hidden.add(type.getName()));
        }
        assertThat(hidden).isEmpty();
    }

    private static List<JavaClass> exportedClasses() {
        return new ClassFileImporter()
                        .withImportOption(location -> !location.contains("test-classes"))
                        .importPackages("org.mopay.core")
                        .stream()
                        .filter(each -> EXPORTED.contains(each.getPackageName()))
                        .filter(ModuleTest::isPublic)
                        .toList();
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ModuleTest::isPublic).orElse(true);
    }

    /** The types of what users see: supertypes, public and protected fields, methods, constructors. */
    private static Stream<JavaType> shown(JavaClass type) {
        List<JavaType> all = new ArrayList<>(type.getInterfaces());
        type.getSuperclass().ifPresent(all::add);
        for (JavaMember member : type.getMembers()) {
            boolean visible = member.getModifiers().contains(JavaModifier.PUBLIC)
                    || member.getModifiers().contains(JavaModifier.PROTECTED);
            if (visible && member instanceof JavaCodeUnit code) {
                all.add(code.getReturnType());
                all.addAll(code.getParameterTypes());
                all.addAll(code.getExceptionTypes());
            } else if (visible && member instanceof JavaField field) {
                all.add(field.getType());
            }
        }
        return all.stream();
    }

    private static Set<String> exported() {
        return ModuleFinder.of(ExampleApp.core().get(0))
                .find("org.mopay.core")
                .orElseThrow()
                .descriptor()
                .exports()
                .stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }
}
