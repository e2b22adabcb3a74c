# perl ask.pl < questions.json
#
# Asks Crypt::JWT each question twice, and prints one line for each: as its synopsis calls
# it, and as strict as its options allow. Of what a question expects, either is given what
# the library has an option for.
use strict;
use warnings;

my $now;

# It has no option for now. This has to stand before the library is read.
BEGIN {
    *CORE::GLOBAL::time = sub { $now };
}

use Crypt::JWT qw(decode_jwt);
use JSON;
use MIME::Base64 qw(decode_base64url);

my $json = JSON->new->utf8->canonical;

sub readme {
    my ($token, $secret, $expected) = @_;
    return decode_jwt(token => $token, key => $secret, wanted($expected));
}

# ANCHOR: crypt-jwt
sub strictly {
    my ($token, $secret, $expected) = @_;
    return decode_jwt(
        token          => $token,
        key            => $secret,
        accepted_alg   => 'HS256',
        decode_payload => 1,
        verify_exp     => 1,
        verify_iat     => undef,    # if it is there, it is not ahead
        wanted($expected),
    );
}

sub wanted {
    my ($expected) = @_;
    my %wanted;
    $wanted{verify_aud} = $expected->{audience} if defined $expected->{audience};
    $wanted{verify_iss} = $expected->{issuer}   if defined $expected->{issuer};
    $wanted{verify_sub} = $expected->{subject}  if defined $expected->{subject};
    $wanted{verify_jti} = $expected->{token_id} if defined $expected->{token_id};
    $wanted{leeway}     = $expected->{leeway}   if defined $expected->{leeway};
    $wanted{verify_exp} = 1                     if $expected->{require_expiry};
    return %wanted;
}
# ANCHOR_END: crypt-jwt

sub answer {
    my ($ask, $question) = @_;
    my $expected = $question->{expected};
    for my $name (qw(token_type max_age)) {
        return { cannot => "no option for $name" } if exists $expected->{$name};
    }
    $now = $question->{now};
    my $token = $question->{token};
    utf8::encode($token);
    my $claims = eval { $ask->($token, secret_of($question), $expected) };
    if ($@) {
        # Places in the program and in memory are of no interest.
        my $words = $@ =~ s/ at \S+ line \d+\.?\n?.*//sr =~ s/\(0x\w+\)/(...)/gr;
        return { refused => $words };
    }
    my $text = JSON->new->canonical->allow_nonref->allow_blessed->encode($claims);
    return { accepted => $text };
}

sub secret_of {
    my ($question) = @_;
    my $secret = $question->{secret};
    return decode_base64url($question->{secret_base64url}) unless defined $secret;
    utf8::encode($secret);
    return $secret;
}

print $json->encode({
    library  => 'Crypt::JWT',
    clock    => 'its `time` replaced',
    language => 'Perl',
    source   => 'Debian 12',
    version  => $ENV{DEBIAN_VERSION},
    packaged => '2021-12-03',
}), "\n";
for my $question (@{ $json->decode(do { local $/; <STDIN> }) }) {
    my %line = (
        question => $question->{name},
        readme   => answer(\&readme, $question),
        strict   => answer(\&strictly, $question),
    );
    print $json->encode(\%line), "\n";
}
