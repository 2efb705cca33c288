<?php
// The job of a hit as PHP does it, for bench/serving: the question is validated as the endpoint's contract says, its answer
// comes from APCu, a revalidation gets its 304. What APCu doesn't hold is read from the file ANSWER (headers, an empty line
// and a body): this stands for the database.
declare(strict_types=1);

const TYPES = [
    'missed_calls', 'call_durations', 'average_calls_per_user', 'call_totals', 'unique_callers', 'calls_top_attributions',
    'call_length_distribution', 'geographic_origin', 'daily_call_distribution', 'top_customers_by_calls', 'calls_per_day'];
const DAY = 86400;
const MOST_DAYS = 3660;

final class Refused extends Exception
{
    public function __construct(public readonly string $parameter, string $message)
    {
        parent::__construct($message);
    }
}

function parameter(string $name): ?string
{
    $value = $_GET[$name] ?? '';
    if (!is_string($value) || $value === '' || (str_starts_with($value, '{{') && str_ends_with($value, '}}'))) {
        return null;
    }
    return $value;
}

// Seconds since 1970 at the day's beginning, in UTC.
function day(string $name): ?int
{
    $value = parameter($name);
    if ($value === null) {
        return null;
    }
    if (!preg_match('/\A(\d{4})-(\d\d)-(\d\d)\z/', $value, $part) || $part[1] < '1970'
        || !checkdate((int) $part[2], (int) $part[3], (int) $part[1])) {
        throw new Refused($name, "$name is not a calendar day");
    }
    return gmmktime(0, 0, 0, (int) $part[2], (int) $part[3], (int) $part[1]);
}

function types(): array
{
    $types = explode(',', parameter('type') ?? throw new Refused('type', 'type is missing'));
    foreach ($types as $type) {
        if (!in_array($type, TYPES, true)) {
            throw new Refused('type', 'type is not one of ' . implode(', ', TYPES));
        }
    }
    return $types;
}

function customer(): string
{
    $customer = parameter('customer_id') ?? '0';
    if (!preg_match('/\A(0|[1-9]\d{0,17})\z/', $customer)) {
        throw new Refused('customer_id', 'customer_id is not 1 to 18 digits');
    }
    return $customer;
}

function days(): array
{
    $today = intdiv(time(), DAY) * DAY;
    [$from, $to] = [day('from_date'), day('to_date')];
    if ($from !== null && $to === null && $from > $today) {
        throw new Refused('from_date', 'from_date lies after today');
    }
    $to ??= $today;
    $from ??= $to - 29 * DAY;
    if ($from > $to || $to - $from >= MOST_DAYS * DAY) {
        throw new Refused('from_date', 'from_date to to_date is no range that is allowed');
    }
    return [$from, $to];
}

function segments(): string
{
    $segments = parameter('datasources') ?? '0';
    if (!preg_match('/\A0(,0)*\z/', $segments)) {
        throw new Refused('datasources', 'datasources is not 0');
    }
    return $segments;
}

function computed(): array
{
    [$head, $body] = explode("\r\n\r\n", file_get_contents($_SERVER['ANSWER']), 2);
    $headers = array_slice(explode("\r\n", $head), 1);
    return ['headers' => $headers, 'etag' => '"' . sha1($body) . '"', 'body' => $body];
}

function matches(string $given, string $etag): bool
{
    foreach (explode(',', $given) as $tag) {
        $tag = preg_replace('/\AW\//', '', trim($tag));
        if ($tag === '*' || str_replace('-gzip"', '"', $tag) === $etag) {
            return true;
        }
    }
    return false;
}

try {
    $key = implode(' ', [implode(',', types()), customer(), ...days(), segments()]);
    $answer = apcu_fetch($key);
    if ($answer === false) {
        apcu_store($key, $answer = computed());
    }
    foreach ($answer['headers'] as $header) {
        header($header);
    }
    if (isset($_SERVER['HTTP_IF_NONE_MATCH']) && matches($_SERVER['HTTP_IF_NONE_MATCH'], $answer['etag'])) {
        http_response_code(304);
        header_remove('Content-Length');
    } else {
        echo $answer['body'];
    }
} catch (Refused $refused) {
    http_response_code(400);
    header('Content-Type: application/json; charset=utf-8');
    header('Cache-Control: no-store');
    echo json_encode(['errors' => [[
        'code' => 'invalid_parameter', 'parameter' => $refused->parameter, 'message' => $refused->getMessage()]]]);
}
