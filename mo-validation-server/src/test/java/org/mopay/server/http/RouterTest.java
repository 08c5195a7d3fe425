package org.mopay.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mopay.core.error.ErrorCode;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

class RouterTest {
    private static final Handler ANY = request -> new CompletableFuture<>();

    private final Router router = Router.builder(100)
            .get("/v1/payments", ANY)
            .post("/v1/payments", ANY)
            .get("/v1/payments/pending", ANY)
            .get("/v1/payments/{id}", ANY)
            .route(Method.POST, "/v1/{kind}/{id}", 200, ANY)
            .build();

    @Test
    void takesTheFirstRouteThatFits() {
        assertThat(template("GET", "v1", "payments", "pending")).isEqualTo("/v1/payments/pending");
        assertThat(template("GET", "v1", "payments", "abc")).isEqualTo("/v1/payments/{id}");
        assertThat(template("POST", "v1", "payments", "abc")).isEqualTo("/v1/{kind}/{id}");
    }

    @Test
    void namesTheValuesOfTheTemplate() {
        assertThat(router.find("POST", List.of("v1", "refunds", "a/b")).parameters())
                .isEqualTo(Map.of("kind", "refunds", "id", "a/b"));
    }

    @Test
    void knowsEachRoutesBodyLimit() {
        assertThat(router.find("POST", List.of("v1", "payments")).route().maxBody())
                .isEqualTo(100);
        assertThat(router.find("POST", List.of("v1", "a", "b")).route().maxBody())
                .isEqualTo(200);
    }

    @Test
    void takesHeadWhereItTakesGet() {
        assertThat(template("HEAD", "v1", "payments")).isEqualTo("/v1/payments");
    }

    @Test
    void doesNotTakeAnEmptySegmentForAValue() {
        assertThatThrownBy(() -> router.find("GET", List.of("v1", "payments", "")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code())
                                .isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void saysWhichMethodsAPathTakes() {
        assertThatThrownBy(() -> router.find("DELETE", List.of("v1", "payments")))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().code()).isEqualTo(ErrorCode.METHOD_NOT_ALLOWED);
                    assertThat(refused.problem().headers())
                            .containsEntry("allow", "GET, HEAD, POST");
                });
    }

    private String template(String method, String... segments) {
        return router.find(method, List.of(segments)).route().template().toString();
    }
}
