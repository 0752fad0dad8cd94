{* The first and the last day of a form. Wants $asked of AskedDays, $today and what the fields' names begin with: $prefix. *}
{foreach ['from', 'to'] as $end}
    <div class="col-6 col-sm-auto mb-2">
        <label for="twint-{$end}">{__("twint.tx.list.$end")}</label>
        <input class="form-control{if $asked->wrong === $end} is-invalid{/if}" type="date" name="{$prefix}{$end}" id="twint-{$end}" value="{$asked->$end}" max="{$today}" required{if $asked->wrong === $end} aria-invalid="true" aria-describedby="twint-days-problem"{/if}>
    </div>
{/foreach}
