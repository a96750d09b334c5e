package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.signalbox.sandbox.aws.AwsError;

/** How a service writes requests, answers and errors. */
interface Protocol {

    /** What is asked, whoever asks it. */
    record Asked(String operation, JsonNode input) {}

    Asked read(HttpExchange exchange, byte[] body) throws AwsError;

    Http.Reply success(String operation, JsonNode output);

    Http.Reply error(AwsError error);
}
