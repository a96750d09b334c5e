data "aws_iam_policy_document" "trust" {
  for_each = var.roles

  dynamic "statement" {
    for_each = length(each.value.trusted_roles) > 0 ? [each.value] : []

    content {
      actions = ["sts:AssumeRole"]

      principals {
        type        = "AWS"
        identifiers = statement.value.trusted_roles
      }

      dynamic "condition" {
        for_each = statement.value.external_id == null ? [] : [statement.value.external_id]

        content {
          test     = "StringEquals"
          variable = "sts:ExternalId"
          values   = [condition.value]
        }
      }
    }
  }

  dynamic "statement" {
    for_each = length(each.value.trusted_services) > 0 ? [each.value] : []

    content {
      actions = ["sts:AssumeRole"]

      principals {
        type        = "Service"
        identifiers = statement.value.trusted_services
      }
    }
  }
}

resource "aws_iam_role" "this" {
  for_each = var.roles

  name               = each.key
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
}

resource "aws_iam_role_policy" "this" {
  for_each = var.roles

  name   = "make-iam"
  role   = aws_iam_role.this[each.key].id
  policy = each.value.policy
}
