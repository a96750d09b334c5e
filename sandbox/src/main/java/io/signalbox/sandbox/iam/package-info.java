/** Evaluates IAM policies as AWS does. */
@NullMarked
package io.signalbox.sandbox.iam;

import org.jspecify.annotations.NullMarked;
