#!/bin/sh
# Records sealed messages with the openssl command line, for test_recorded.py: run once, the outcome is in recorded.txt.
# Each line: name, length of the filling, msg_signature, msg_encrypt, and the message in base64.
set -eu
cd "$(dirname "$0")"
token=SampleToken1 app_id=wx0123456789abcdef timestamp=1790000000 nonce=20261126
key=$(printf '%s=' AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
vector=$(printf '%.32s' "$key")

hex_of() { printf '%08x' "$1" | sed 's/../\\x&/g'; }

seal() {
    name=$1 message=$2
    length=$(printf '%s' "$message" | wc -c)
    whole=$((16 + 4 + length + ${#app_id}))
    filling=$((32 - whole % 32))
    byte=$(printf '\\x%02x' "$filling")
    sealed=$({
        printf '0123456789abcdef'
        /usr/bin/printf "$(hex_of "$length")"
        printf '%s%s' "$message" "$app_id"
        i=0; while [ $i -lt $filling ]; do /usr/bin/printf "$byte"; i=$((i + 1)); done
    } | openssl enc -aes-256-cbc -nopad -K "$key" -iv "$vector" | openssl base64 -A)
    signature=$(printf '%s\n' "$token" "$timestamp" "$nonce" "$sealed" | LC_ALL=C sort | tr -d '\n' |
        openssl dgst -sha1 -r | cut -d' ' -f1)
    printf '%s %s %s %s %s\n' "$name" "$filling" "$signature" "$sealed" "$(printf '%s' "$message" | openssl base64 -A)"
}

text() {
    printf '<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><FromUserName><![CDATA[oSAMPLE]]></FromUserName>'
    printf '<CreateTime>1790000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[%s]]></Content>' "$1"
    printf '<MsgId>23456789012345678</MsgId></xml>'
}

# One sample of every length of filling, as the text grows by one.
content=
i=0; while [ $i -lt 32 ]; do
    seal "letters-$i" "$(text "$content")"
    content="${content}a"
    i=$((i + 1))
done
seal chinese "$(text '邻居砌墙占了我家的路，怎么办？')"
seal emoji "$(text '🙏谢谢')"
