<div class="widget-custom-data" data-twint="widget">
    {if !$usable}<div class="alert alert-danger">{__('twint.extensionUnusable')}</div>{/if}
    {if !$isSetUp}
        <p class="mb-0">{__('twint.widget.notSetUp')} <a style="text-decoration: underline" href="{$setUpUrl}">{__('twint.widget.setUp')}</a></p>
    {else}
        {if $test}<p><span class="badge badge-danger">{__('twint.badgeTest')}</span></p>{/if}
        <table class="table table-blank table-sm mb-0">
            {foreach $lines as $line}
                <tr data-line="{$line->name}"{if $line->alarming} data-alarming="yes"{/if}>
                    <th scope="row" class="font-weight-normal">{if $line->alarming}<span class="fas fa-exclamation-triangle text-warning" aria-hidden="true"></span> {/if}{__("twint.widget.{$line->name}")}</th>
                    <td class="text-right"><a style="text-decoration: underline" href="{$line->url}">{if $line->alarming}<strong>{$line->value}</strong>{else}{$line->value}{/if}</a></td>
                </tr>
            {/foreach}
        </table>
    {/if}
</div>
