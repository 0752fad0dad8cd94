{$setting = $field.setting}
{$name = $setting->name()}
{$id = "twint-set-$name"}
{$described = "$id-help"}
{if $field.problem !== null}{$described = "$id-problem $described"}{/if}
<div class="form-group form-row">
    <label class="col-sm-4 col-form-label text-sm-right" for="{$id}">{__("twint.setting.$name")}:</label>
    <div class="col-sm-8">
        {if isset($setting->words)}
            <select style="text-overflow: ellipsis" class="custom-select{if $field.problem !== null} is-invalid{/if}" name="twint_set[{$name}]" id="{$id}" aria-describedby="{$described}">
                {foreach $setting->words as $word}
                    {$catalogue = "twint.choice.$name.$word"}
                    {if $group.group === 'status'}{$catalogue = "twint.choice.status.$word"}{/if}
                    <option value="{$word}"{if $word === $field.value} selected{/if}>{__($catalogue)}{if $word === $setting->default} ({__('twint.default')}){/if}</option>
                {/foreach}
            </select>
        {elseif isset($setting->least)}
            <div class="input-group" style="max-width: 16rem">
                <input class="form-control{if $field.problem !== null} is-invalid{/if}" type="number" inputmode="numeric" name="twint_set[{$name}]" id="{$id}" value="{$field.value}" min="{$setting->least}" max="{$setting->most}" step="1" aria-describedby="{$described}"{if $field.problem !== null} aria-invalid="true"{/if}>
                <div class="input-group-append"><span class="input-group-text">{__("twint.unit.{$setting->unit}")}</span></div>
            </div>
        {else}
            <input class="form-control{if $field.problem !== null} is-invalid{/if}" type="text" name="twint_set[{$name}]" id="{$id}" value="{$field.value}" aria-describedby="{$described}"{if $field.problem !== null} aria-invalid="true"{/if}>
        {/if}
        {if $field.problem !== null}<div class="text-danger" id="{$id}-problem" data-problem="{$name}">{$field.problem} {include file='../explained.tpl' explained=$field.explained}</div>{/if}
        <small class="form-text" id="{$id}-help">
            {$field.help}
            {if isset($setting->least)}{__('twint.range')|sprintf:$setting->least:$setting->most:$setting->default}{/if}
            {if $name === 'offered_to'}<a style="text-decoration: underline" href="{$shopUrl}?fromAdmin=yes" target="_blank" rel="noopener">{__('twint.openAsAdmin')}</a>{/if}
        </small>
    </div>
</div>
