package org.mopay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/** What a well-meaning client meets, over both versions of HTTP. */
class HttpServerTest {
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(routes -> routes.get("/hello/{name}", HttpServerTest::hello)
                .post("/echo", HttpServerTest::echo)
                .route(Method.POST, "/large", 65_536, HttpServerTest::echo)
                .post("/refuse", HttpServerTest::refuse)
                .post("/full", HttpServerTest::full)
                .get("/never", request -> new CompletableFuture<>())
                .get("/fail", HttpServerTest::fail));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void servesARouteWithPathAndQueryParameters(Version version) throws Exception {
        var answer = get(version, "/hello/a%2Fb+c%C3%BC?greeting=good+day");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(version);
        assertThat(text(answer)).isEqualTo("good day a/b+cü from 127.0.0.1");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        assertThat(answer.headers().firstValue("date")).isPresent();
        assertThat(server.observer.answered).containsExactly("GET /hello/{name} 200");
    }

    @ParameterizedTest
    @EnumSource
    void handsTheWholeBodyToTheHandler(Version version) throws Exception {
        byte[] body = new byte[50_000];
        Arrays.fill(body, (byte) 'x');

        var answer = post(version, "/large", "application/x-protobuf", body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.headers().firstValue("content-type")).contains("application/x-protobuf");
    }

    @ParameterizedTest
    @EnumSource
    void answersManyRequestsOnOneConnection(Version version) throws Exception {
        HttpClient client = server.client(version);
        for (int i = 0; i < 20; i++) {
            var request = java.net.http.HttpRequest.newBuilder(server.uri("/hello/" + i))
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("hello " + i + " from 127.0.0.1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersHeadWithTheFieldsOfGet(Version version) throws Exception {
        var answer = send(version, request("/hello/you").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-length")).contains("24");
        assertThat(answer.body()).isEmpty();
    }

    // cites VAL-28, VAL-29
    @ParameterizedTest
    @EnumSource
    void saysThatThereIsNoSuchPath(Version version) throws Exception {
        var answer = get(version, "/hello/a/b");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(text(answer))
                .contains("\"status\":404")
                .contains("\"code\":\"MO-1101\"")
                .contains("\"type\":\"urn:mo:error:MO-1101\"")
                .contains("\"title\":\"There is nothing at this address.\"")
                .contains("\"fix\":");
        assertThat(server.observer.answered).containsExactly("none 404 MO-1101");
    }

    // cites VAL-28
    @ParameterizedTest
    @EnumSource
    void namesTheMethodsThatAPathTakes(Version version) throws Exception {
        var wrong = post(version, "/hello/you", "application/json", new byte[0]);
        var unknown = send(version, request("/echo").method("BREW", BodyPublishers.noBody()));

        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("allow")).contains("GET, HEAD");
        assertThat(unknown.statusCode()).isEqualTo(405);
        assertThat(unknown.headers().firstValue("allow")).contains("POST");
    }

    // cites VAL-29
    @ParameterizedTest
    @EnumSource
    void sendsAHandlersErrorAsAProblemInTheFormAskedFor(Version version) throws Exception {
        var json = post(version, "/refuse", "application/json", new byte[0]);
        var protobuf = send(
                version,
                request("/refuse")
                        .header("accept", "application/x-protobuf, */*;q=0.1")
                        .POST(BodyPublishers.noBody()));

        assertThat(json.statusCode()).isEqualTo(422);
        assertThat(text(json))
                .contains("\"code\":\"MO-2005\"")
                .contains("\"detail\":\"signature of the request\"");
        assertThat(protobuf.statusCode()).isEqualTo(422);
        assertThat(protobuf.headers().firstValue("content-type"))
                .contains("application/x-protobuf");
        var problem = org.mopay.proto.v1.Problem.parseFrom(protobuf.body());
        assertThat(problem.getCode()).isEqualTo("MO-2005");
        assertThat(problem.getStatus()).isEqualTo(422);
        assertThat(problem.getDetail()).isEqualTo("signature of the request");
        assertThat(problem.getFix()).isNotEmpty();
    }

    // cites VAL-17, VAL-30
    @ParameterizedTest
    @EnumSource
    void saysWhenToTryAgainIfAPoolIsFull(Version version) throws Exception {
        var answer = post(version, "/full", "application/json", new byte[0]);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(text(answer)).contains("\"code\":\"MO-7001\"").contains("\"retry_after\":1");
    }

    // cites VAL-31, ERR-04
    @ParameterizedTest
    @EnumSource
    void hidesAnUnexpectedFailureBehindAnInstance(Version version) throws Exception {
        var answer = get(version, "/fail");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(text(answer))
                .contains("\"code\":\"MO-7004\"")
                .containsPattern("\"instance\":\"urn:mo:request:[0-9a-f]+-1\"")
                .doesNotContain("secret")
                .doesNotContain("Exception");
    }

    // cites VAL-26
    @ParameterizedTest
    @EnumSource
    void refusesABodyAboveTheRoutesLimit(Version version) throws Exception {
        byte[] body = new byte[TestServer.MAX_BODY + 1];

        var declared = post(version, "/echo", "application/json", body);
        var streamed = send(
                version,
                request("/echo")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
        var within = post(version, "/echo", "application/json", new byte[TestServer.MAX_BODY]);

        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(text(declared)).contains("\"code\":\"MO-1002\"");
        assertThat(streamed.statusCode()).isEqualTo(413);
        assertThat(within.statusCode()).isEqualTo(200);
    }

    // cites VAL-26
    @ParameterizedTest
    @EnumSource
    void answersAClientThatStillSendsAFarTooLargeBody(Version version) throws Exception {
        var answer = post(version, "/echo", "application/json", new byte[200_000]);

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @EnumSource
    void refusesCompressedBodies(Version version) throws Exception {
        var answer = send(
                version,
                request("/echo")
                        .header("content-encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(new byte[10])));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(text(answer)).contains("\"code\":\"MO-1103\"");
    }

    // cites VAL-28
    @ParameterizedTest
    @EnumSource
    void refusesBodiesAndAnswersInForeignForms(Version version) throws Exception {
        var body = post(version, "/echo", "text/plain", new byte[1]);
        var answer = send(
                version,
                request("/echo")
                        .header("content-type", "application/json")
                        .header("accept", "image/png")
                        .POST(BodyPublishers.noBody()));

        assertThat(body.statusCode()).isEqualTo(415);
        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(text(answer)).contains("\"code\":\"MO-1104\"");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnAmbiguousQuery(Version version) throws Exception {
        assertThat(get(version, "/hello/you?a=1&a=2").statusCode()).isEqualTo(400);
        assertThat(get(version, "/hello/you?a=1&b=2").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void waitsForTheGoAheadBeforeABodyIsSent(Version version) throws Exception {
        var answer = send(
                version,
                request("/echo")
                        .header("content-type", "application/json")
                        .expectContinue(true)
                        .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer)).isEqualTo("{}");
    }

    private static CompletionStage<HttpResponse> hello(HttpRequest request) {
        String text = request.queryParameter("greeting").orElse("hello")
                + " "
                + request.pathParameter("name")
                + " from "
                + request.remote().getAddress().getHostAddress();
        return CompletableFuture.supplyAsync(() -> HttpResponse.text(text));
    }

    private static CompletionStage<HttpResponse> echo(HttpRequest request)
            throws ProtocolException {
        BodyFormat.ofBody(request);
        return CompletableFuture.completedFuture(
                HttpResponse.of(200, BodyFormat.ofAnswer(request), request.body()));
    }

    private static CompletionStage<HttpResponse> refuse(HttpRequest request) {
        return CompletableFuture.failedFuture(
                new ProtocolException(ErrorCode.SIGNATURE_INVALID, "signature of the request"));
    }

    private static CompletionStage<HttpResponse> full(HttpRequest request) {
        throw new RejectedExecutionException();
    }

    private static CompletionStage<HttpResponse> fail(HttpRequest request) {
        return CompletableFuture.supplyAsync(() -> {
            throw new IllegalArgumentException("secret " + Bytes.of((byte) 1));
        });
    }

    private java.net.http.HttpResponse<byte[]> get(Version version, String path) throws Exception {
        return send(version, request(path).GET());
    }

    private java.net.http.HttpResponse<byte[]> post(
            Version version, String path, String type, byte[] body) throws Exception {
        return send(
                version,
                request(path).header("content-type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    private java.net.http.HttpRequest.Builder request(String path) {
        URI uri = server.uri(path);
        return java.net.http.HttpRequest.newBuilder(uri).timeout(TestServer.PATIENCE);
    }

    private java.net.http.HttpResponse<byte[]> send(
            Version version, java.net.http.HttpRequest.Builder request) throws Exception {
        return server.client(version).send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String text(java.net.http.HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
